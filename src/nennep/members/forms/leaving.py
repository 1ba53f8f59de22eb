"""Shape and wording of what is entered about leaving, coming back, Party age and badges."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.members.forms import DayField
from nennep.members.models import LeavingKind
from nennep.ui.fields import PastField, to_choose

Choices = Sequence[tuple[Any, Words]]


class KindForm(forms.Form):
    """Which way of leaving."""

    kind = forms.ChoiceField(label=_("Hình thức"), choices=LeavingKind.choices, widget=forms.RadioSelect)


class ProposeForm(forms.Form):
    """The cell's proposal."""

    ground = forms.ChoiceField(label=_("Trường hợp"))
    on = PastField(label=_("Ngày chi bộ đề nghị, báo cáo"))
    reason = forms.CharField(
        label=_("Diễn giải"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    base = forms.IntegerField(
        label=_("Số đảng viên chính thức được tính biểu quyết"), min_value=1, max_value=2000, required=False,
        help_text=_("Tổng số đảng viên chính thức của chi bộ trừ các trường hợp được trừ theo quy định."),
    )  # fmt: skip
    votes = forms.IntegerField(label=_("Số phiếu tán thành"), min_value=0, max_value=2000, required=False)
    papers = forms.MultipleChoiceField(label=_("Giấy tờ đã có"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, grounds: Choices, papers: Choices, votes: bool, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]
        self.fields["papers"].choices = papers  # type: ignore[attr-defined]
        if not votes:
            del self.fields["base"], self.fields["votes"]


class DecideForm(forms.Form):
    """The decision."""

    decision_no = forms.CharField(label=_("Quyết định, văn bản số"), max_length=60)
    decided_on = PastField(label=_("Ngày quyết định"))
    authority = forms.CharField(label=_("Cơ quan quyết định"), max_length=200)
    effective_on = DayField(label=_("Có hiệu lực từ ngày"))
    until = DayField(
        label=_("Miễn đến ngày"), required=False, help_text=_("Để trống: đến khi đảng viên đề nghị trở lại.")
    )
    papers = forms.MultipleChoiceField(label=_("Giấy tờ đã có"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, papers: Choices, kind: LeavingKind, body: Words, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["papers"].choices = papers  # type: ignore[attr-defined]
        self.fields["authority"].help_text = format_lazy(_("Thẩm quyền: {body}."), body=body)
        if kind != LeavingKind.EXEMPTED:
            del self.fields["until"]
        if kind == LeavingKind.DECEASED:
            for name, label in DEATH.items():
                self.fields[name].label = label


DEATH = {
    "decision_no": _("Phiếu báo, văn bản số"), "decided_on": _("Ngày lập phiếu báo"), "authority": _("Cấp ủy lập phiếu báo"),
    "effective_on": _("Từ trần ngày"),
}  # fmt: skip
"""What the fields of a decision are called where someone has died."""


class OnForm(forms.Form):
    """A day."""

    on = PastField(label=_("Ngày"))


class AppealForm(forms.Form):
    """An appeal."""

    on = PastField(label=_("Ngày nhận đơn khiếu nại"))
    level = forms.ChoiceField(
        label=_("Cấp giải quyết"),
        choices=[("superior", _("cấp trên trực tiếp")), ("province", _("cấp tỉnh")), ("central", _("Trung ương"))],
    )


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    on = PastField(label=_("Ngày trả lời"))
    restored = forms.ChoiceField(
        label=_("Kết quả"), choices=[("no", _("giữ nguyên quyết định")), ("yes", _("khôi phục sinh hoạt đảng"))]
    )
    answer = forms.CharField(label=_("Văn bản trả lời, nội dung"), max_length=300)


class ReadmitForm(forms.Form):
    """A re-admission."""

    unit = forms.TypedChoiceField(label=_("Chi bộ"), coerce=int)
    decision_no = forms.CharField(label=_("Quyết định kết nạp lại số"), max_length=60)
    decided_on = PastField(label=_("Ngày quyết định"))
    ceremony_on = PastField(label=_("Ngày tổ chức lễ kết nạp"))
    consent = forms.CharField(
        label=_("Văn bản đồng ý của ban thường vụ cấp ủy cấp tỉnh"), max_length=120,
        help_text=_("Kết nạp lại chỉ một lần, cần văn bản đồng ý; thời gian phải đủ ghi ở trên."),
    )  # fmt: skip

    def __init__(self, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = to_choose(cells)  # type: ignore[attr-defined]


class InterruptionForm(forms.Form):
    """A stretch that does not count towards Party age."""

    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến trước ngày"))
    reason = forms.CharField(label=_("Lý do không tính tuổi Đảng"), max_length=300)
    decision = forms.CharField(label=_("Văn bản"), max_length=120, required=False)


class StrikeForm(forms.Form):
    """Why a stretch was noted wrongly."""

    why = forms.CharField(label=_("Lý do, văn bản"), max_length=300)


class BadgeForm(forms.Form):
    """One member proposed with a reason of its own."""

    years = forms.TypedChoiceField(label=_("Huy hiệu"), coerce=int)
    award_on = DayField(label=_("Đợt tặng"))
    note = forms.CharField(label=_("Lý do xét riêng"), max_length=300, help_text=_("Bệnh nặng, từ trần, xét bổ sung."))

    def __init__(self, years: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["years"].choices = years  # type: ignore[attr-defined]


class BadgeDecisionForm(forms.Form):
    """The decision that gives badges to those picked."""

    picked = forms.MultipleChoiceField(
        label=_("Đảng viên"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chưa chọn đồng chí nào. Đề nghị đánh dấu những đồng chí có trong quyết định.")},
    )
    decision_no = forms.CharField(label=_("Quyết định số"), max_length=60)
    decided_on = PastField(label=_("Ngày quyết định"))

    def __init__(self, rows: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["picked"].choices = rows  # type: ignore[attr-defined]
