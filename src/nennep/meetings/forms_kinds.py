"""Shape of a kind of meeting: who is summoned, and what always stands on its agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from nennep.meetings.models import Body, Holder, Section

MOST = 20


class FrameField(forms.CharField):
    """Lines of an agenda: the part, the words, the minutes, between bars."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 7}), required=False, max_length=6000, **more)

    def prepare_value(self, value: Any) -> Any:
        """What stands, a line each."""
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{Section(part).label} | {words} | {minutes}" for part, words, minutes in value)

    def clean(self, value: Any) -> list[tuple[str, str, int]]:
        """(part, words, minutes) of each line that is not empty."""
        lines = [line for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(gettext("Đề nghị ghi không quá {n} dòng.").format(n=MOST))
        return [self._line(line) for line in lines]

    def _line(self, line: str) -> tuple[str, str, int]:
        parts = {str(one.label).casefold(): one.value for one in Section}
        cells = [cell.strip() for cell in line.split("|")]
        good = len(cells) == 3 and cells[1] and cells[2].isdecimal() and 0 < int(cells[2][:4]) <= 480
        if not good or cells[0].casefold() not in parts:
            words = gettext("Dòng “{line}” chưa đúng. Mỗi dòng ghi: phần | nội dung | số phút. Các phần: {parts}.")
            names = " · ".join(str(one.label) for one in Section)
            raise forms.ValidationError(words.format(line=line.strip()[:80], parts=names))
        return parts[cells[0].casefold()], cells[1][:300], int(cells[2])


class MeetingKindForm(forms.Form):
    """A kind of meeting as the office of the root keeps it."""

    name = forms.CharField(label=gettext_lazy("Tên loại cuộc họp"), max_length=120)
    body = forms.ChoiceField(label=gettext_lazy("Thành phần triệu tập"), choices=Body.choices)
    holder = forms.ChoiceField(label=gettext_lazy("Dành cho"), choices=Holder.choices, required=False)
    apart = forms.BooleanField(
        label=gettext_lazy("Có chương trình riêng"), required=False,
        help_text=gettext_lazy("Không tự đưa hồ sơ, nhiệm vụ, kết luận cần kiểm điểm vào chương trình."),
    )  # fmt: skip
    thematic = forms.BooleanField(
        label=gettext_lazy("Là sinh hoạt chuyên đề"), required=False,
        help_text=gettext_lazy("Kế hoạch cần ghi tên chuyên đề; cuộc họp tính vào số buổi chuyên đề trong năm."),
    )  # fmt: skip
    leading = forms.BooleanField(
        label=gettext_lazy("Là họp cấp ủy, giao ban"), required=False,
        help_text=gettext_lazy("Cuộc họp tính vào chỉ tiêu số cuộc họp cấp ủy, giao ban."),
    )  # fmt: skip
    frame = FrameField(
        label=gettext_lazy("Nội dung luôn có trong chương trình"),
        help_text=gettext_lazy("Mỗi dòng: phần | nội dung | số phút. Ví dụ: Mở đầu | Khai mạc, điểm danh | 5."),
    )
