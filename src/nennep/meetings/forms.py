"""Shape and wording of what is entered about meetings."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.meetings.actions.planning import at_time
from nennep.meetings.matters import CRITERIA, MATTERS
from nennep.meetings.models import (
    Ballot,
    Meeting,
    MeetingKind,
    Mode,
    OutcomeKind,
    Section,
    Thing,
)
from nennep.org.models import Unit
from nennep.ui.fields import DayField as DayField

SPOKEN = re.compile(r"^(\d{1,2})\s*(?:giờ|g|h)\s*(?:(\d{1,2})\s*(?:phút|p)?)?$")


class HourField(forms.TimeField):
    """An hour typed as 14:00, 14h30 or 14 giờ 30."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"placeholder": "14:00"})
        super().__init__(widget=widget, input_formats=["%H:%M", "%Hh%M", "%H.%M", "%H"], **more)

    def to_python(self, value: Any) -> time | None:
        """The hour, however it is marked."""
        if isinstance(value, str):
            value = SPOKEN.sub(r"\1h\2", value.strip().lower()).removesuffix("h")
        return super().to_python(value)


class KindField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A kind of meeting."""

    def __init__(self, **more: Any) -> None:
        super().__init__(queryset=MeetingKind.objects.none(), label=gettext_lazy("Loại"), empty_label=None, **more)


def choose_kinds(form: forms.Form, unit: Unit | None = None) -> None:
    """Offer the kinds a unit holds, else every one; a form is made before the database is there."""
    rows = MeetingKind.objects.all() if unit is None else MeetingKind.objects.of(unit, form.initial.get("kind", ""))
    form.fields["kind"].queryset = rows  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """The plan of a meeting: kind, title, day and hour, place, topic, form."""

    kind = KindField()
    title = forms.CharField(label=gettext_lazy("Tên cuộc họp"), max_length=300)
    day = DayField(label=gettext_lazy("Ngày"))
    hour = HourField(label=gettext_lazy("Giờ"))
    minutes = forms.IntegerField(label=gettext_lazy("Thời lượng (phút)"), min_value=10, max_value=1440)
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=200)
    thematic = forms.BooleanField(label=gettext_lazy("Có sinh hoạt chuyên đề"), required=False)
    topic = forms.CharField(label=gettext_lazy("Chuyên đề"), max_length=300, required=False)
    mode = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=Mode.choices)
    mode_why = forms.CharField(
        label=gettext_lazy("Lý do, cấp cho phép họp trực tuyến"), max_length=300, required=False, help_text=gettext_lazy("Chỉ ghi khi không họp trực tiếp.")
    )  # fmt: skip
    chair = forms.CharField(label=gettext_lazy("Chủ trì"), max_length=120, required=False)
    keeper = forms.CharField(label=gettext_lazy("Thư ký"), max_length=120, required=False)
    published = forms.BooleanField(
        label=gettext_lazy("Đưa vào lịch công khai của đơn vị"), required=False, help_text=gettext_lazy("Đảng viên của đơn vị và của các đơn vị trực thuộc thấy loại, tên, giờ và nơi họp; không thấy chuyên đề, chương trình."),
    )  # fmt: skip
    main: "forms.ModelChoiceField[Meeting]" = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Chuẩn bị cho cuộc họp"), required=False, empty_label=gettext_lazy("Không")
    )
    host = forms.CharField(
        label=gettext_lazy("Đơn vị tổ chức"), max_length=200, required=False, help_text=gettext_lazy("Chỉ ghi khi đơn vị khác tổ chức, đơn vị mình dự.")
    )  # fmt: skip
    ordinal = forms.IntegerField(
        label=gettext_lazy("Lần thứ"), min_value=1, max_value=999, required=False, help_text=gettext_lazy("Để trống thì hệ thống tự đếm trong nhiệm kỳ hoặc trong năm.")
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, unit: Unit, mains: Any, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        choose_kinds(self, unit)
        self.fields["main"].queryset = mains  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A thematic meeting has a topic."""
        found = super().clean() or {}
        thematic = found.get("thematic") or (found.get("kind") and found["kind"].thematic)
        if thematic and not found.get("topic"):
            self.add_error("topic", _("Sinh hoạt chuyên đề thì đề nghị ghi tên chuyên đề."))
        if not thematic:
            found["topic"] = ""
        return found

    def values(self) -> dict[str, Any]:
        """What the verbs take."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"day", "hour", "version"}}
        return given | {"starts_at": at_time(self.cleaned_data["day"], self.cleaned_data["hour"])}


class PastForm(forms.Form):
    """A meeting held before the book was kept here."""

    kind = KindField()
    title = forms.CharField(label=gettext_lazy("Tên cuộc họp"), max_length=300)
    day = DayField(label=gettext_lazy("Ngày họp"))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=200)
    thematic = forms.BooleanField(label=gettext_lazy("Có sinh hoạt chuyên đề"), required=False)
    topic = forms.CharField(label=gettext_lazy("Chuyên đề"), max_length=300, required=False)

    def __init__(self, unit: Unit, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        choose_kinds(self, unit)


class HeldForm(forms.Form):
    """When a meeting that was held on paper began and ended."""

    began = HourField(label=gettext_lazy("Khai mạc lúc"))
    ended = HourField(label=gettext_lazy("Kết thúc lúc"))


class ReasonForm(forms.Form):
    """Why something is cancelled or corrected."""

    why = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)


class ItemForm(forms.Form):
    """An item added by hand."""

    title = forms.CharField(label=gettext_lazy("Nội dung"), max_length=500)
    section = forms.ChoiceField(label=gettext_lazy("Thuộc phần"), choices=Section.choices, initial=Section.TASKS)
    minutes = forms.IntegerField(label=gettext_lazy("Phút"), min_value=1, max_value=600, initial=10)
    presenter = forms.CharField(label=gettext_lazy("Người trình bày"), max_length=120, required=False)


class GuestsForm(forms.Form):
    """Guests to be invited beside the body."""

    guests = forms.CharField(
        label=gettext_lazy("Khách mời"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Mỗi người một dòng: họ và tên, chức vụ. Để trống nếu không mời khách."),
    )  # fmt: skip

    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Mời theo chức danh"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[
            ("charge", gettext_lazy("Cấp ủy viên phụ trách chi bộ")), ("committee", gettext_lazy("Cấp ủy viên của đơn vị")),
            ("heads", gettext_lazy("Bí thư các chi bộ trực thuộc")), ("joint", gettext_lazy("Bí thư các chi bộ ghép")),
            ("served", gettext_lazy("Trưởng các đơn vị mà chi bộ phụ trách")), ("joint_served", gettext_lazy("Trưởng các đơn vị của chi bộ ghép")),
        ],
    )  # fmt: skip

    def people(self) -> list[tuple[str, str]]:
        """(name, post) of each line."""
        lines = [line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        return [(name.strip(), post.strip()) for name, _comma, post in (line.partition(",") for line in lines)]


class AnswerForm(forms.Form):
    """An answer to an invitation."""

    coming = forms.ChoiceField(
        label=gettext_lazy("Trả lời"),
        choices=[("yes", gettext_lazy("Tôi sẽ dự")), ("no", gettext_lazy("Tôi xin vắng"))],
        widget=forms.RadioSelect,
    )
    excuse = forms.CharField(label=gettext_lazy("Lý do xin vắng"), max_length=300, required=False)


class CodeForm(forms.Form):
    """The code on the screen."""

    ma = forms.CharField(
        label=gettext_lazy("Mã đang hiện trên màn hình"), max_length=12, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"})
    )  # fmt: skip


def low() -> forms.Textarea:
    """A box that grows with what is typed."""
    return forms.Textarea(attrs={"rows": 1, "class": "low"})


class NoteForm(forms.Form):
    """What was said about an item."""

    speakers = forms.CharField(
        label=gettext_lazy("Người phát biểu"),
        required=False,
        widget=low(),
        help_text=gettext_lazy("Mỗi người một dòng."),
    )
    result = forms.CharField(label=gettext_lazy("Kết quả, ý kiến"), required=False, widget=low())
    limits = forms.CharField(label=gettext_lazy("Hạn chế"), required=False, widget=low())
    cause = forms.CharField(label=gettext_lazy("Nguyên nhân"), required=False, widget=low())
    proposal = forms.CharField(label=gettext_lazy("Đề xuất, giải pháp"), required=False, widget=low())
    reserved = forms.CharField(label=gettext_lazy("Ý kiến bảo lưu"), required=False, widget=low())
    version = forms.IntegerField(widget=forms.HiddenInput)


class VoteForm(forms.Form):
    """A vote: counted at once by cards, or opened as a secret one."""

    title = forms.CharField(label=gettext_lazy("Nội dung biểu quyết"), max_length=500)
    matter = forms.ChoiceField(
        label=gettext_lazy("Loại nội dung"),
        choices=[(one.code, one.label) for one in MATTERS.values() if one.code != "election"],
    )
    ballot = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=Ballot.choices, initial=Ballot.CARD)
    agreed = forms.IntegerField(label=gettext_lazy("Tán thành"), min_value=0, required=False)
    against = forms.IntegerField(label=gettext_lazy("Không tán thành"), min_value=0, required=False)


class OutcomeForm(forms.Form):
    """A conclusion, resolution or decision."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=OutcomeKind.choices)
    words = forms.CharField(label=gettext_lazy("Nội dung"), widget=low())
    owner = forms.CharField(label=gettext_lazy("Người phụ trách"), max_length=160, required=False)
    due_on = DayField(
        label=gettext_lazy("Hạn thực hiện"),
        required=False,
        help_text=gettext_lazy("Có hạn thì thành nhiệm vụ được theo dõi."),
    )
    units: "forms.ModelMultipleChoiceField[Unit]" = forms.ModelMultipleChoiceField(
        queryset=None, label=gettext_lazy("Giao cho tổ chức"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Để trống là việc của chính đơn vị."),
    )  # fmt: skip

    def __init__(self, units: Any, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]


class SignForm(forms.Form):
    """Signing again with the password."""

    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *given: Any, asked: bool, **more: Any) -> None:
        """``asked`` is false where a passkey was just shown."""
        super().__init__(*given, **more)
        if not asked:
            del self.fields["password"]


class ScoreForm(forms.Form):
    """Points by criterion."""

    words = forms.CharField(
        label=gettext_lazy("Nhận xét, hạn chế"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, most: dict[str, int], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for code, label in CRITERIA:
            words = _("{label} (tối đa {most})").format(label=label, most=most[code])
            self.fields[code] = forms.IntegerField(label=words, min_value=0, max_value=most[code])
        self.order_fields([*(code for code, _label in CRITERIA), "words"])

    def points(self) -> dict[str, int]:
        """Points by criterion."""
        return {code: self.cleaned_data[code] for code, _label in CRITERIA}


class IdeaForm(forms.Form):
    """A proposal for a cell's agenda."""

    cell = forms.ChoiceField(label=gettext_lazy("Gửi tới"))
    words = forms.CharField(
        label=gettext_lazy("Nội dung đề xuất"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, cells: Iterable[tuple[str, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["cell"].choices = list(cells)  # type: ignore[attr-defined]


class AnswerIdeaForm(forms.Form):
    """An answer to a proposal."""

    answer = forms.CharField(label=gettext_lazy("Trả lời"), max_length=300)


class DirectionForm(forms.Form):
    """What the cells below should take up in a month."""

    words = forms.CharField(
        label=gettext_lazy("Định hướng nội dung sinh hoạt tháng"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SwitchForm(forms.Form):
    """What is switched on."""

    thing = forms.ChoiceField(label=gettext_lazy("Nội dung"), choices=Thing.choices)
    paper = forms.CharField(label=gettext_lazy("Văn bản cho phép"), max_length=160, required=False)
    on = forms.BooleanField(label=gettext_lazy("Bật"), required=False)


class SettleForm(forms.Form):
    """Whether a conclusion was carried out."""

    done = forms.BooleanField(label=gettext_lazy("Đã hoàn thành"), required=False)
    words = forms.CharField(label=gettext_lazy("Kết quả thực hiện"), max_length=400, required=False)
    number = forms.CharField(label=gettext_lazy("Số văn bản (văn thư cấp)"), max_length=60, required=False)


class EngagementForm(forms.Form):
    """A line of the weekly schedule."""

    day = DayField(label=gettext_lazy("Ngày"))
    at = HourField(label=gettext_lazy("Giờ (trống: cả ngày)"), required=False)
    words = forms.CharField(label=gettext_lazy("Nội dung"), max_length=300)
    chair = forms.CharField(label=gettext_lazy("Chủ trì"), max_length=160, required=False)
    people = forms.CharField(label=gettext_lazy("Thành phần"), max_length=300, required=False)
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=200, required=False)
    prepares = forms.CharField(label=gettext_lazy("Chuẩn bị"), max_length=160, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CancelEngagementForm(forms.Form):
    """Why an entry is taken out; needed once the week was issued."""

    why = forms.CharField(label=gettext_lazy("Lý do (cần ghi khi lịch đã ban hành)"), max_length=120, required=False)


class SpanForm(forms.Form):
    """The time a paper is written for, chosen from what an office writes about."""

    span = forms.ChoiceField(label=gettext_lazy("Thời gian"))

    def __init__(self, spans: Iterable[tuple[str, str]], *rest: Any, **more: Any) -> None:
        super().__init__(*rest, **more)
        self.fields["span"].choices = list(spans)  # type: ignore[attr-defined]

    def days(self) -> tuple[date, date]:
        """The first day, and the first day after."""
        since, until = (date.fromisoformat(one) for one in self.cleaned_data["span"].split(":"))
        return since, until
