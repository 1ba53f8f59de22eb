"""Shape and wording of what is entered about transfers and departures."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import today
from nennep.core.words import Words
from nennep.members.forms import DayField
from nennep.members.models import Category, Cause, Sex, Status, TransferKind
from nennep.ui.fields import BirthField, NameField, PastField, to_choose

Choices = Sequence[tuple[Any, Words]]
LETTER_NO = _("Giấy giới thiệu số")
LETTER_ON = _("Ngày cấp")


class MonthField(forms.CharField):
    """A month typed as mm/yyyy; its first day."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        found = re.fullmatch(r"(\d{1,2})\s*[/-]\s*(\d{4})", text)
        if not found or not 1 <= int(found[1]) <= 12:
            raise ValidationError(_("Ghi tháng dạng mm/yyyy, ví dụ 07/2023."))
        return date(int(found[2]), int(found[1]), 1)


class AskTransferForm(forms.Form):
    """Where a member goes, how and why."""

    kind = forms.ChoiceField(label=_("Hình thức"), choices=TransferKind.choices)
    cause = forms.ChoiceField(label=_("Lý do"), choices=[one for one in Cause.choices if one[0] != Cause.RESTRUCTURE])
    to_unit = forms.TypedChoiceField(
        label=_("Nơi đến trong hệ thống"), coerce=int, required=False,
        help_text=_("Không thấy tên thì tìm ở ô phía trên; nơi đến ngoài hệ thống thì ghi ở ô dưới."),
    )  # fmt: skip
    to_name = forms.CharField(
        label=_("Nơi đến ngoài hệ thống"),
        max_length=300,
        required=False,
        help_text=_("Tên đầy đủ của tổ chức đảng nơi đến."),
    )
    planned_until = DayField(label=_("Sinh hoạt tạm thời đến ngày"), required=False)
    reason = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(self, places: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["to_unit"].choices = [("", _("– ngoài hệ thống –")), *places]  # type: ignore[attr-defined]


class AgreeForm(forms.Form):
    """What the cell says of a member who leaves."""

    words = forms.CharField(
        label=_("Nhận xét của chi bộ"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class LetterForm(forms.Form):
    """A letter of introduction."""

    letter_no = forms.CharField(label=LETTER_NO, max_length=60)
    letter_on = PastField(label=LETTER_ON)
    dues_until = MonthField(
        label=_("Đảng phí đã đóng đến hết tháng"), help_text=_("Đến hết tháng cấp giấy giới thiệu.")
    )


class ReleaseForm(LetterForm):
    """The letter, the sealed file that goes along, the papers that are there."""

    papers = forms.MultipleChoiceField(label=_("Giấy tờ đã có"), required=False, widget=forms.CheckboxSelectMultiple)
    seal_no = forms.CharField(label=_("Số niêm phong hồ sơ"), max_length=60, required=False)
    sealed_on = PastField(label=_("Ngày niêm phong"), required=False)
    carrier = forms.CharField(
        label=_("Người mang, cách gửi hồ sơ"), max_length=160, required=False, initial=_("Đảng viên tự mang theo")
    )
    clear = forms.BooleanField(
        label=_("Không trong thời gian bị kiểm tra, xem xét khiếu nại, tố cáo hoặc kỷ luật"), required=False
    )

    def __init__(self, papers: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["papers"].choices = papers  # type: ignore[attr-defined]


class AcceptForm(forms.Form):
    """The cell that receives a member, and from when."""

    cell = forms.TypedChoiceField(label=_("Chi bộ tiếp nhận"), coerce=int)
    on = PastField(label=_("Sinh hoạt từ ngày"))
    receipt_no = forms.CharField(label=_("Số báo nhận"), max_length=60, required=False)
    file_got_on = PastField(label=_("Ngày nhận hồ sơ, niêm phong còn nguyên"), required=False)

    def __init__(self, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["cell"].choices = to_choose(cells)  # type: ignore[attr-defined]


class BatchForm(forms.Form):
    """The cell that receives a whole cell's members."""

    cell = forms.TypedChoiceField(label=_("Chi bộ tiếp nhận"), coerce=int)
    on = PastField(label=_("Sinh hoạt từ ngày"))

    def __init__(self, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["cell"].choices = to_choose(cells)  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    """The written receipt of a place outside the system."""

    receipt_no = forms.CharField(label=_("Văn bản báo nhận số"), max_length=60)
    receipt_on = PastField(label=_("Ngày văn bản báo nhận"))
    on = PastField(label=_("Nơi nhận tiếp nhận từ ngày"))


class WordsForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Lý do"), max_length=300)


class PairField(forms.CharField):
    """Two numbers in millimetres, as 32; 27,5."""

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value) or "").strip()
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*[;x×]\s*(\d{1,3}(?:[.,]\d+)?)", text)
        if not found:
            raise ValidationError(_("Ghi hai số cách nhau bằng dấu chấm phẩy, ví dụ 32; 27,5."))
        return [float(one.replace(",", ".")) for one in found.groups()]


SHEET, ROOM = (50, 450), 20
"""Millimetres: the sides of a sheet that a printer takes, and the least that a word needs to its right."""


class BlankForm(forms.Form):
    """The size of a blank and the place of each word on it."""

    size = PairField(label=_("Khổ phôi: rộng; cao (mm)"))

    def __init__(self, places: Mapping[str, Words], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for name, label in places.items():
            self.fields[name] = PairField(label=str(label), required=False)

    def clean(self) -> dict[str, Any]:
        """A sheet that a printer takes, and every word on it with room to be read."""
        given: dict[str, Any] = super().clean() or {}
        size = given.get("size")
        if not size:
            return given
        if not (SHEET[0] <= min(size) and max(size) <= SHEET[1]):
            words = _("Khổ phôi từ {least} đến {most} mm mỗi chiều.")
            self.add_error("size", words.format(least=SHEET[0], most=SHEET[1]))
            return given
        for name, at in list(given.items()):
            if name != "size" and at and (at[0] > size[0] - ROOM or at[1] > size[1]):
                words = _("Vị trí nằm ngoài phôi {width} × {height} mm, hoặc không còn chỗ cho chữ.")
                self.add_error(name, words.format(width=f"{size[0]:g}", height=f"{size[1]:g}"))
        return given


class NothingForm(forms.Form):
    """An act that needs no more than to be confirmed."""


class UntilForm(forms.Form):
    """A new last day."""

    until = DayField(label=_("Đến ngày"))


class CellForm(LetterForm):
    """A whole cell that goes to one place."""

    place = forms.TypedChoiceField(label=_("Nơi đến trong hệ thống"), coerce=int)

    def __init__(self, places: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["place"].choices = to_choose(places)  # type: ignore[attr-defined]
        self.fields["letter_no"].label = _("Quyết định, giấy giới thiệu số")
        self.order_fields(["place", "letter_no", "letter_on", "dues_until"])


class CameForm(forms.Form):
    """A member who comes from outside the system."""

    full_name = NameField(label=_("Họ và tên"), max_length=120)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=to_choose(Sex.choices))
    born_on = BirthField(label=_("Ngày sinh"))
    category = forms.ChoiceField(label=_("Đối tượng"), choices=Category.choices)
    status = forms.ChoiceField(label=_("Tình trạng"), choices=Status.choices[:2], initial=Status.OFFICIAL)
    cell = forms.TypedChoiceField(label=_("Chi bộ tiếp nhận"), coerce=int)
    on = PastField(label=_("Sinh hoạt từ ngày"))
    place = forms.CharField(label=_("Nơi giới thiệu đến"), max_length=300)
    letter_no = forms.CharField(label=LETTER_NO, max_length=60)
    letter_on = PastField(label=LETTER_ON)
    cause = forms.ChoiceField(label=_("Lý do"), choices=Cause.choices, initial=Cause.JOB)
    receipt_no = forms.CharField(label=_("Số báo nhận"), max_length=60, required=False)
    namesake = forms.BooleanField(label=_("Là người khác, trùng họ tên và ngày sinh"), required=False)

    def __init__(self, cells: Choices, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["cell"].choices = to_choose(cells)  # type: ignore[attr-defined]


class ReturnForm(forms.Form):
    """The day a member who was temporarily elsewhere takes part here again."""

    on = PastField(label=_("Sinh hoạt trở lại từ ngày"))


class DepartureForm(forms.Form):
    """A member who has graduated, retired or moved jobs."""

    cause = forms.ChoiceField(
        label=_("Trường hợp"), choices=[one for one in Cause.choices if one[0] in {"graduate", "job", "retired"}]
    )
    left_on = DayField(label=_("Ngày tốt nghiệp (kể cả dự kiến), nghỉ hưu hoặc chuyển công tác"))
    decision = forms.CharField(label=_("Quyết định số, ngày"), max_length=120, required=False)

    def clean_left_on(self) -> date:
        """A day that has come, or that is expected within a year."""
        day: date = self.cleaned_data["left_on"]
        if day > today() + timedelta(days=366):
            raise ValidationError(_("Ngày dự kiến không quá một năm tới."))
        return day


class StayForm(forms.Form):
    """A graduate's wish to stay on."""

    until = DayField(label=_("Tiếp tục sinh hoạt đến ngày"))
    why = forms.CharField(label=_("Lý do"), max_length=300)


class ExtendForm(forms.Form):
    """The committee's decision to let a graduate stay on."""

    until = DayField(label=_("Được tiếp tục sinh hoạt đến ngày"))
    words = forms.CharField(label=_("Văn bản cho phép và lý do"), max_length=300)


class CommentForm(forms.Form):
    """What the youth union says of a graduate."""

    words = forms.CharField(label=_("Ý kiến nhận xét"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
