"""Shape and wording of what plans grow from: the fixed day, the timetable, topics, the other agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.meetings.forms import DayField, HourField, KindField, choose_kinds
from nennep.meetings.models import Series, Week, Weekday
from nennep.ui.fields import Upload


class SeriesForm(forms.Form):
    """The fixed day of the monthly meeting."""

    way = forms.ChoiceField(
        label=gettext_lazy("Ngày họp hằng tháng"), widget=forms.RadioSelect,
        choices=[("day", gettext_lazy("Một ngày trong tháng")), ("week", gettext_lazy("Một thứ trong tuần")), ("none", gettext_lazy("Không cố định"))],
    )  # fmt: skip
    day = forms.IntegerField(
        label=gettext_lazy("Ngày trong tháng"), min_value=1, max_value=28, required=False, widget=forms.NumberInput(attrs={"data-only": "way=day"}),
        help_text=gettext_lazy("Trùng ngày nghỉ thì chuyển sang ngày làm việc liền sau."),
    )  # fmt: skip
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Thứ"), choices=Weekday.choices, coerce=int, required=False, widget=forms.Select(attrs={"data-only": "way=week"})
    )  # fmt: skip
    week = forms.TypedChoiceField(
        label=gettext_lazy("Lần"), choices=Week.choices, coerce=int, required=False, widget=forms.Select(attrs={"data-only": "way=week"})
    )  # fmt: skip
    hour = HourField(label=gettext_lazy("Giờ"), required=False)
    minutes = forms.IntegerField(label=gettext_lazy("Thời lượng (phút)"), min_value=10, max_value=1440, required=False)
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=200, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name in ("hour", "minutes", "place"):
            self.fields[name].widget.attrs["data-only"] = "way=day week"

    @staticmethod
    def start(row: Series | None) -> dict[str, Any]:
        """What the form opens with."""
        if row is None:
            return {"way": "day", "day": 3, "hour": "14:00", "minutes": 90}
        names = ("day", "week", "weekday", "hour", "minutes", "place")
        return {"way": "day" if row.day else "week"} | {name: getattr(row, name) for name in names}

    def clean(self) -> dict[str, Any]:
        """A day of the month needs its number, a fixed day its hour, length and place."""
        found = super().clean() or {}
        if found.get("way") == "none":
            self.errors.clear()  # what is not asked is not judged
            return found
        wanted = {
            "day": _("Đề nghị ghi ngày trong tháng, từ 1 đến 28."), "hour": _("Đề nghị ghi giờ họp, ví dụ 14:00."),
            "minutes": _("Đề nghị ghi số phút dự kiến."), "place": _("Đề nghị ghi địa điểm họp."),
        }  # fmt: skip
        for name, words in wanted.items():
            if not found.get(name) and name not in self.errors and (name != "day" or found.get("way") == "day"):
                self.add_error(name, words)
        return found

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        given = self.cleaned_data
        names = ("day",) if given["way"] == "day" else ("week", "weekday")
        return {name: given[name] for name in (*names, "hour", "minutes", "place")}


class TimetableForm(forms.Form):
    """A timetable as a file."""

    file = Upload(
        label=gettext_lazy("Tệp lịch (.ics)"), allow_empty_file=True,
        help_text=gettext_lazy("Xuất từ phần mềm thời khóa biểu, tối đa 2 MB. Tệp mới thay toàn bộ lịch cũ."),
    )  # fmt: skip


class TopicForm(forms.Form):
    """A topic of the year's list."""

    words = forms.CharField(label=gettext_lazy("Tên chuyên đề"), max_length=300)
    owner = forms.CharField(label=gettext_lazy("Người chuẩn bị"), max_length=160, required=False)


class OverlapForm(forms.Form):
    """The agenda of the unit's own meeting, one item a line."""

    theirs = forms.CharField(
        label=gettext_lazy("Chương trình họp chuyên môn của đơn vị"), max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}), help_text=gettext_lazy("Dán vào đây, mỗi nội dung một dòng."),
    )  # fmt: skip

    def lines(self) -> list[str]:
        """The items, without their numbers and dashes."""
        found = (line.strip().lstrip("0123456789.)-–•+ ").strip() for line in self.cleaned_data["theirs"].splitlines())
        return [line for line in found if line][:200]


class HourOfPlanForm(forms.Form):
    """When, where and for whom a meeting would be, while its plan is still being filled in."""

    kind = KindField()
    day = DayField()
    hour = HourField()
    minutes = forms.IntegerField(min_value=10, max_value=1440)
    place = forms.CharField(max_length=200, required=False)
    chair = forms.CharField(max_length=120, required=False)
    keeper = forms.CharField(max_length=120, required=False)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        choose_kinds(self)
