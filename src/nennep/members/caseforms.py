"""Shape and wording of what is entered about cases and letters."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.members.actions import Count, Done
from nennep.members.forms import DayField
from nennep.members.models import Ballot, CaseState, Category, Introduced, Sex, Standard
from nennep.members.steps import PAPER
from nennep.ui.fields import BirthField, NameField, PastField, to_choose

Choices = list[tuple[int, str]]
MONTH = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{4})")
EXCLUDED = (
    ("away", _("Đi sinh hoạt tạm thời nơi khác, vắng mặt")),
    ("exempted", _("Được miễn công tác và sinh hoạt, vắng mặt")),
    ("suspended", _("Bị đình chỉ sinh hoạt đảng")),
    ("prosecuted", _("Bị khởi tố, truy tố, tạm giam")),
)
"""Who is left out of the base of a vote (Regulation 294 §9.3)."""


class NoticeForm(forms.Form):
    """A candidate for a cell's list."""

    full_name = NameField(label=_("Họ và tên"), max_length=120)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=to_choose(Sex.choices))
    born_on = BirthField(label=_("Ngày sinh"))
    category = forms.ChoiceField(label=_("Đối tượng"), choices=Category.choices)
    work_title = forms.CharField(label=_("Chức vụ, đơn vị, lớp"), max_length=160, required=False)
    native_place = forms.CharField(label=_("Quê quán"), max_length=250, required=False)
    unit = forms.TypedChoiceField(label=_("Chi bộ theo dõi"), coerce=int)
    on = PastField(label=_("Ngày chi bộ đưa vào danh sách"))
    number = forms.CharField(label=_("Nghị quyết số"), max_length=60, required=False)
    who = forms.CharField(label=_("Người trùng tên, ngày sinh"), required=False, widget=forms.HiddenInput())

    def ask_who(self, people: Choices) -> None:
        """Let the reader choose between those known already and somebody else."""
        choices = [("", "—"), *people, ("new", _("Người khác"))]
        self.fields["who"].widget = forms.Select(choices=choices)

    def __init__(self, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = to_choose(cells)  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """A step with its day, the number of its paper and a note."""

    on = DayField(label=_("Ngày"))
    number = forms.CharField(label=_("Số văn bản"), max_length=60, required=False)
    words = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, members: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name in ("helper", "second", "first"):
            if name in self.fields:
                self.fields[name].choices = [("", "—"), *members]  # type: ignore[attr-defined]

    def done(self) -> Done:
        """When and by which paper."""
        given = self.cleaned_data
        return Done(given["on"], given.get("number", ""), given.get("words", ""))


class HelperForm(StepForm):
    """Who helps a candidate."""

    helper = forms.ChoiceField(label=_("Đảng viên chính thức giúp đỡ"))
    second = forms.ChoiceField(label=_("Người giúp đỡ thứ hai"), required=False)
    field_order = ["helper", "second", "on", "number"]
    words = None  # type: ignore[assignment]


class IntroducedForm(StepForm):
    """Who introduces a candidate."""

    introduced = forms.ChoiceField(label=_("Giới thiệu bởi"), choices=Introduced.choices, widget=forms.RadioSelect)
    first = forms.ChoiceField(label=_("Đảng viên giới thiệu"))
    second = forms.ChoiceField(
        label=_("Đảng viên giới thiệu thứ hai"), required=False, help_text=_("Để trống nếu có nghị quyết đoàn thể.")
    )
    issuer = forms.CharField(label=_("Tổ chức đoàn thể"), max_length=200, required=False)
    number = forms.CharField(label=_("Nghị quyết số"), max_length=60, required=False)
    field_order = ["introduced", "first", "second", "issuer", "number", "on"]
    words = None  # type: ignore[assignment]


class CertificateForm(StepForm):
    """A certificate of a class."""

    number = forms.CharField(label=_("Số giấy chứng nhận"), max_length=60)
    on = DayField(label=_("Ngày cấp"))
    issuer = forms.CharField(label=_("Nơi cấp"), max_length=200, required=False)
    field_order = ["number", "on", "issuer"]
    words = None  # type: ignore[assignment]


class CountForm(forms.Form):
    """The counts of a vote."""

    on = DayField(label=_("Ngày họp"))
    ballot = forms.ChoiceField(label=_("Cách biểu quyết"), choices=Ballot.choices)
    eligible = forms.IntegerField(label=_("Tổng số đảng viên chính thức (cấp ủy viên)"), min_value=1, max_value=2000)
    away, exempted, suspended, prosecuted = (
        forms.IntegerField(label=label, min_value=0, max_value=2000, required=False) for _name, label in EXCLUDED
    )
    present = forms.IntegerField(label=_("Số có mặt, biểu quyết"), min_value=0, max_value=2000)
    issued = forms.IntegerField(label=_("Phiếu phát ra"), min_value=0, max_value=2000, required=False)
    returned = forms.IntegerField(label=_("Phiếu thu về"), min_value=0, max_value=2000, required=False)
    valid = forms.IntegerField(label=_("Phiếu hợp lệ"), min_value=0, max_value=2000, required=False)
    agreed = forms.IntegerField(label=_("Tán thành"), min_value=0, max_value=2000)
    against = forms.IntegerField(label=_("Không tán thành"), min_value=0, max_value=2000, initial=0)
    number = forms.CharField(label=_("Nghị quyết số"), max_length=60, required=False)
    report_up = forms.BooleanField(
        label=_("Nếu không đủ tỷ lệ: báo cáo đầy đủ kết quả lên cấp trên xem xét"), required=False
    )

    def count(self) -> Count:
        """The vote as it was counted."""
        given = self.cleaned_data
        excluded = {name: given[name] for name, _label in EXCLUDED if given.get(name)}
        plain = ("eligible", "present", "agreed", "against", "ballot", "issued", "returned", "valid")
        return Count(on=given["on"], excluded=excluded, **{name: given[name] for name in plain})


class DecisionForm(forms.Form):
    """The competent body's decision."""

    number = forms.CharField(label=_("Quyết định số"), max_length=60)
    on = DayField(label=_("Ngày quyết định"))
    body = forms.CharField(
        label=_("Cơ quan quyết định"), max_length=160,
        help_text=_("Tùy thẩm quyền vào ngày quyết định: ban thường vụ cấp trên trực tiếp, hoặc cấp được giao quyền, ủy quyền."),
    )  # fmt: skip


class BodyVoteForm(DecisionForm):
    """A decision with the vote of the body that decides, where it is known."""

    eligible = forms.IntegerField(
        label=_("Số ủy viên có quyền biểu quyết"), min_value=1, max_value=200, required=False, help_text=_("Để trống nếu quyết định do cấp trên gửi về.")
    )  # fmt: skip
    agreed = forms.IntegerField(label=_("Tán thành"), min_value=0, max_value=200, required=False)
    against = forms.IntegerField(label=_("Không tán thành"), min_value=0, max_value=200, required=False)
    delegated = forms.BooleanField(label=_("Đảng ủy được ủy quyền quyết định"), required=False)

    def count(self) -> Count | None:
        """The vote, or None where it is not known."""
        given = self.cleaned_data
        if not given["eligible"] or given["agreed"] is None:
            return None
        whole = given["eligible"]
        return Count(given["on"], whole, whole, given["agreed"], given["against"] or 0, "card")


class CeremonyForm(forms.Form):
    """The day of the ceremony."""

    on = DayField(label=_("Ngày tổ chức lễ kết nạp"), help_text=_("Thời gian dự bị tính từ ngày này."))
    words = forms.CharField(label=_("Ghi chú"), required=False, max_length=1000)


class PaperForm(forms.Form):
    """A paper laid into the file."""

    kind = forms.ChoiceField(label=_("Loại giấy tờ"), choices=[(code, kind.label) for code, kind in PAPER.items()])
    on = DayField(label=_("Ngày lập"))
    number = forms.CharField(label=_("Số"), max_length=60, required=False)
    issuer = forms.CharField(label=_("Nơi lập"), max_length=200, required=False)
    agreed = forms.IntegerField(label=_("Số người nhất trí"), min_value=0, max_value=5000, required=False)
    asked = forms.IntegerField(label=_("Số người được hỏi"), min_value=0, max_value=5000, required=False)
    words = forms.CharField(
        label=_("Tóm tắt"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Không ghi nội dung thuộc bí mật nhà nước hoặc nội dung thẩm tra chính trị."),
    )  # fmt: skip


class StandardForm(forms.Form):
    """The status of the political standard."""

    standard = forms.ChoiceField(label=_("Tiêu chuẩn chính trị"), choices=Standard.choices, required=False)
    paper = forms.CharField(
        label=_("Nơi lưu văn bản kết luận"), max_length=120, required=False,
        help_text=_("Chỉ ghi số hoặc nơi lưu bản giấy; không ghi nội dung kết luận."),
    )  # fmt: skip


class LetterForm(forms.Form):
    """A letter of verification."""

    about = forms.CharField(label=_("Người được thẩm tra"), max_length=160)
    relation = forms.CharField(label=_("Quan hệ với người xin vào Đảng"), max_length=80, required=False)
    place = forms.CharField(label=_("Nơi thẩm tra"), max_length=250, help_text=_("Cấp ủy, cơ quan nhận công văn."))
    abroad = forms.BooleanField(label=_("Ở ngoài nước"), required=False)
    number = forms.CharField(label=_("Công văn số"), max_length=60)
    on = DayField(label=_("Ngày gửi"))


class RequestForm(LetterForm):
    """Another's request that we verify someone."""

    place = forms.CharField(label=_("Nơi đề nghị"), max_length=250)
    on = DayField(label=_("Ngày nhận"))
    relation = None  # type: ignore[assignment]


class ReplyForm(forms.Form):
    """A reply that came, or an answer that went."""

    on = DayField(label=_("Ngày trả lời"))
    number = forms.CharField(label=_("Văn bản trả lời số"), max_length=60, required=False)
    enough = forms.BooleanField(label=_("Đủ nội dung cần thẩm tra"), required=False, initial=True)

    def __init__(self, incoming: bool, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        if incoming:
            del self.fields["enough"]


class EndForm(forms.Form):
    """How a case ends, or is interrupted."""

    state = forms.ChoiceField(
        label=_("Kết quả"), widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in CaseState if one not in {CaseState.OPEN, CaseState.DONE, CaseState.REMOVED, CaseState.ANNULLED}],
    )  # fmt: skip
    on = DayField(label=_("Ngày"))
    why = forms.CharField(label=_("Lý do, văn bản"), max_length=300)


class ObjectForm(forms.Form):
    """What the new place says of a case, or what came of it."""

    on = DayField(label=_("Ngày"))
    words = forms.CharField(label=_("Nội dung, văn bản"), max_length=300)


class CarryForm(forms.Form):
    """Another cell that goes on with a case."""

    unit = forms.TypedChoiceField(label=_("Chi bộ tiếp tục theo dõi"), coerce=int)
    on = DayField(label=_("Từ ngày"))
    why = forms.CharField(label=_("Lý do, văn bản"), max_length=300)

    def __init__(self, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = to_choose(cells)  # type: ignore[attr-defined]


class MonthOrDay(DayField):
    """A month, typed as mm/yyyy or by one of its days."""

    def to_python(self, value: Any) -> date | None:
        """The first day of the month, or the day."""
        found = MONTH.fullmatch(str(value or "").strip())
        return super().to_python(f"01/{found[1]}/{found[2]}" if found else value)


class MonthForm(forms.Form):
    """A month's activity."""

    month = MonthOrDay(label=_("Tháng"), help_text=_("Ghi tháng/năm, ví dụ 06/2023, hoặc một ngày trong tháng."))
    present = forms.BooleanField(label=_("Tham gia sinh hoạt, hoạt động đầy đủ"), required=False, initial=True)
    words = forms.CharField(label=_("Nhận xét"), max_length=500, required=False)


class AgainForm(forms.Form):
    """Why a step is recorded anew."""

    why = forms.CharField(label=_("Ghi sai chỗ nào, lý do"), max_length=300)


class WhyForm(forms.Form):
    """Why a deadline is put off."""

    why = forms.CharField(label=_("Lý do gia hạn"), max_length=300)
