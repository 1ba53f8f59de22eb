"""Shape and wording of what is entered about a file, its papers, associations and places."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import today
from nennep.members import partial
from nennep.members.fields import Column, Field, Kind
from nennep.members.filevalues import entry_values, raw
from nennep.members.forms import DayField
from nennep.members.models import Category, FileEntry, FilePaper, FileSheet, Person, Placement
from nennep.ui.fields import PARTS, NameField, PastField, Upload, wrong_day
from nennep.viet.write import day as written

EMPTY = ("", "–")


class PartialField(forms.CharField):
    """A date of which the month or the year may be all that is known; stays as it was typed, checked."""

    def __init__(self, **more: Any) -> None:
        more.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "placeholder": _("dd/mm/yyyy, mm/yyyy hoặc yyyy")})
        )
        super().__init__(max_length=10, **more)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "").strip()
        if not text:
            return ""
        try:
            found, precision = partial.parse(text)
        except ValueError as problem:
            words = gettext("Ngày chưa đúng. Ghi đủ bốn chữ số của năm: 05/8/1998, 8/1998 hoặc 1998.")
            raise ValidationError(wrong_day(text) if PARTS.fullmatch(text) else words) from problem
        if found > today() or found.year < 1900:
            raise ValidationError(gettext("Ngày này nằm ngoài khoảng từ năm 1900 đến hôm nay."))
        return partial.written(found, precision)


class DigitsField(forms.CharField):
    """A number of so many digits, however it was spaced."""

    def __init__(self, lengths: tuple[int, ...], words: Any, **more: Any) -> None:
        super().__init__(max_length=40, **more)
        self.lengths, self.words = lengths, words

    def clean(self, value: Any) -> str:
        text = str(super().clean(value) or "")
        digits = re.sub(r"[\s.\-]", "", text)
        if not digits:
            return ""
        if not (digits.isascii() and digits.isdigit()):
            raise ValidationError(gettext("{words} Số đã nhập có ký tự không phải chữ số.").format(words=self.words))
        if len(digits) not in self.lengths:
            raise ValidationError(gettext("{words} Số đã nhập có {n} chữ số.").format(words=self.words, n=len(digits)))
        return digits


NUMBERS: dict[str, tuple[tuple[int, ...], Any]] = {
    "citizen_id": ((9, 12), _("Số định danh có 12 chữ số (số cũ: 9 chữ số).")),
    "card_no": ((12, 8), _("Số thẻ đảng viên có 12 chữ số (thẻ cũ: 8 chữ số).")),
    "old_card_no": ((8,), _("Số thẻ cũ có 8 chữ số.")),
}
"""Values of digits alone: how many, and how that is said (the card's since 2025; 38-HD/BTCTW, II.2)."""


def _of(one: Field, text: str) -> forms.Field:
    more: dict[str, Any] = {"label": one.label, "required": False, "initial": text, "help_text": one.help}
    if one.name in NUMBERS:
        lengths, words = NUMBERS[one.name]
        return DigitsField(lengths, words, **more | ({"initial": ""} if one.shape == "number" else {}))
    if one.name == "full_name":
        return NameField(max_length=one.size, **more | {"required": True})
    if one.shape == "choice":
        choices = [pair for pair in one.choices or [] if pair[0]]
        return forms.ChoiceField(choices=[EMPTY, *choices], **more)
    if one.shape == "long":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=20_000, **more)
    if one.shape in {"partial", "day"}:
        return PartialField(**more)
    return forms.EmailField(**more) if one.name == "email" else forms.CharField(max_length=one.size, **more)


class FileForm(forms.Form):
    """Values of a file as they are typed; what is written already and not to be corrected is shown, not asked."""

    def __init__(
        self, person: Person, sheet: FileSheet, asked: list[Field], own: bool, *given: Any, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.asked = [one for one in asked if not (one.frozen and raw(person, sheet, one))]
        for one in self.asked:
            self.fields[one.name] = _of(one, raw(person, sheet, one))
        if own:
            self.fields["reason"] = forms.CharField(
                label=_("Lý do, căn cứ"),
                max_length=500,
                help_text=_("Ví dụ: theo giấy khai sinh, bằng tốt nghiệp mới cấp."),
            )
        else:
            self.fields["decision_no"] = forms.CharField(
                label=_("Văn bản đồng ý sửa"),
                max_length=120,
                required=False,
                help_text=_("Chỉ cần khi sửa nội dung đã ghi; bổ sung mục còn trống thì không."),
            )
            self.fields["decided_on"] = PastField(label=_("Ngày văn bản"), required=False)
            self.fields["reason"] = forms.CharField(label=_("Lý do"), max_length=500, required=False)

    def values(self) -> dict[str, str]:
        """The typed values by the file's names; an identity number left empty is not touched."""
        found = {one.name: str(self.cleaned_data.get(one.name) or "") for one in self.asked}
        return {name: text for name, text in found.items() if name != "citizen_id" or text}


class EntryForm(forms.Form):
    """One dated entry of a file; asks for the paper that allows it where written words are corrected."""

    def __init__(
        self, kind: Kind, entry: FileEntry | None, own: bool, born_on: date | None, *given: Any, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.kind, self.born_on = kind, born_on
        typed = entry_values(entry) if entry else {}
        for one in kind.columns:
            self.fields[one.name] = _column(one, typed.get(one.name, ""))
        for name, label in _dates(kind):
            self.fields[name] = PartialField(label=label, required=False, initial=typed.get(name, ""))
        if own:
            self.fields["reason"] = forms.CharField(label=_("Lý do, căn cứ"), max_length=500)
        elif entry:
            self.fields["decision_no"] = forms.CharField(label=_("Văn bản đồng ý sửa"), max_length=120)
            self.fields["decided_on"] = PastField(label=_("Ngày văn bản"))
            self.fields["reason"] = forms.CharField(label=_("Lý do"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and partial.last_day(*partial.parse(until)) < partial.parse(since)[0]:
            raise ValidationError(gettext("Thời điểm kết thúc trước thời điểm bắt đầu."))
        if since and self.born_on and not self.kind.others and partial.last_day(*partial.parse(since)) < self.born_on:
            words = gettext("Thời điểm này trước ngày sinh của đảng viên ({day}).")
            self.add_error("since", words.format(day=written(self.born_on)))
        return given

    def typed(self) -> dict[str, str]:
        """Dates and columns as typed."""
        names = [one.name for one in self.kind.columns] + [name for name, _label in _dates(self.kind)]
        return {name: str(self.cleaned_data.get(name) or "") for name in names}


def _column(one: Column, text: str) -> forms.Field:
    more: dict[str, Any] = {"label": one.label, "required": one.needed, "initial": text}
    if one.choices:
        return forms.ChoiceField(choices=[EMPTY, *one.choices], **more)
    widget = forms.Textarea(attrs={"rows": 3}) if one.long else forms.TextInput()
    return forms.CharField(max_length=2000 if one.long else 250, widget=widget, **more)


def _dates(kind: Kind) -> list[tuple[str, Any]]:
    words = {
        "span": [("since", _("Từ")), ("until", _("Đến (để trống: đến nay)"))],
        "day": [("since", _("Ngày"))],
        "born": [("since", _("Năm sinh"))],
    }
    return list(words.get(kind.dated, []))


class StrikeForm(forms.Form):
    """The paper by which an entry is struck out."""

    decision_no = forms.CharField(label=_("Văn bản đồng ý"), max_length=120)
    decided_on = PastField(label=_("Ngày văn bản"))
    reason = forms.CharField(label=_("Lý do"), max_length=500)


class SettleForm(forms.Form):
    """What the office answers to a member's proposal."""

    decision_no = forms.CharField(
        label=_("Văn bản đồng ý"), max_length=120, required=False, help_text=_("Cần khi sửa nội dung đã ghi; bổ sung mục còn trống thì không.")
    )  # fmt: skip
    decided_on = PastField(label=_("Ngày văn bản"), required=False)
    answer = forms.CharField(
        label=_("Trả lời"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Ghi lý do khi không sửa.")
    )  # fmt: skip


class PaperForm(forms.Form):
    """A paper of a file."""

    kind = forms.ChoiceField(label=_("Loại tài liệu"), error_messages={"required": _("Đề nghị chọn loại tài liệu.")})
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=160, required=False)
    issued_on = PastField(label=_("Ngày văn bản"), required=False)
    expires_on = DayField(
        label=_("Có giá trị đến ngày"), required=False, help_text=_("Để trống: tính theo loại tài liệu.")
    )
    pages = forms.IntegerField(label=_("Số trang"), min_value=1, max_value=500, required=False)
    file = Upload(
        label=_("Bản quét"),
        required=False,
        help_text=_("PDF, JPEG hoặc PNG, không quá 20 MB. Để trống: đưa vào danh sách chờ quét."),
    )
    secrecy = forms.ChoiceField(
        label=_("Độ mật"),
        choices=FilePaper.Degree.choices,
        required=False,
        help_text=_("Tài liệu mật không quét vào hệ thống; chỉ ghi nơi lưu bản giấy."),
    )
    stored_at = forms.CharField(label=_("Nơi lưu bản giấy"), max_length=200, required=False)

    def __init__(self, kinds: list[tuple[str, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["kind"].choices = [EMPTY, *kinds]  # type: ignore[attr-defined]


class ScanForm(forms.Form):
    file = Upload(label=_("Bản quét"), help_text=_("PDF, JPEG hoặc PNG, không quá 20 MB."))
    pages = forms.IntegerField(label=_("Số trang"), min_value=1, max_value=500, required=False)


class PhotoForm(forms.Form):
    file = Upload(
        label=_("Ảnh 3 × 4"),
        help_text=_(
            "JPEG hoặc PNG, nền trắng. Ảnh được cắt theo khổ 3 × 4 và vẽ lại; dữ liệu ẩn trong tệp không được giữ."
        ),
    )


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Lý do"), max_length=250)


class CertifyForm(forms.Form):
    on = PastField(label=_("Ngày chứng nhận mục lục"))
    signer = forms.CharField(label=_("Người ký chứng nhận"), max_length=160)


class UnitsForm(forms.Form):
    """A form that chooses a unit."""

    unit = forms.ChoiceField(label=_("Đơn vị"))

    def __init__(self, units: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class JoinForm(UnitsForm):
    """A further association."""

    status = forms.ChoiceField(
        label=_("Tình trạng"), choices=[("member", _("đoàn viên, hội viên")), ("staying", _("đoàn viên ở lại sau tuổi đoàn")), ("honorary", _("hội viên danh dự"))]
    )  # fmt: skip
    since = DayField(label=_("Từ ngày"))


class StateForm(forms.Form):
    status = forms.ChoiceField(label=_("Chuyển sang"))
    on = DayField(label=_("Từ ngày"))

    def __init__(self, states: list[tuple[str, Any]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["status"].choices = states  # type: ignore[attr-defined]


class PlaceForm(UnitsForm):
    """A place beside the official one."""

    placement = forms.ChoiceField(
        label=_("Hình thức"), choices=[pair for pair in Placement.choices if pair[0] in {"meets", "residence"}]
    )
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"), required=False)


class EndPlacementForm(forms.Form):
    on = DayField(label=_("Thôi từ ngày"))
    matured = forms.BooleanField(label=_("Trưởng thành đoàn"), required=False)


class CategoryForm(forms.Form):
    category = forms.ChoiceField(label=_("Đối tượng"), choices=Category.choices)
    work_title = forms.CharField(label=_("Chức vụ, đơn vị công tác; lớp"), max_length=160, required=False)
    since = DayField(label=_("Từ ngày"))


class ResidenceForm(forms.Form):
    place = forms.CharField(
        label=_("Tổ chức đảng nơi cư trú"), max_length=250, help_text=_("Ví dụ: Chi bộ Tổ dân phố 5, phường Mẫu.")
    )
    ward = forms.CharField(
        label=_("Xã, phường nơi cư trú"), max_length=160, required=False, help_text=_("Để in phiếu nhận xét hằng năm theo xã, phường.")
    )  # fmt: skip
    letter_no = forms.CharField(label=_("Giấy giới thiệu số"), max_length=60, required=False)
    since = PastField(label=_("Ngày giới thiệu"))
    exempt = forms.CharField(
        label=_("Lý do không lấy nhận xét hằng năm"), max_length=200, required=False,
        help_text=_("Ví dụ: sinh viên xa nhà, cán bộ đi học tập trung; vẫn giới thiệu, chỉ lấy nhận xét khi cần."),
    )  # fmt: skip


class OnForm(forms.Form):
    on = DayField(label=_("Ngày"))


class InquiryForm(forms.Form):
    decision_no = forms.CharField(label=_("Quyết định kiểm tra số"), max_length=120)
    since = DayField(label=_("Từ ngày"))


class FullFileForm(forms.Form):
    """The committee's decision on full files."""

    decision_no = forms.CharField(label=_("Quyết định số"), max_length=120)
    decided_on = PastField(label=_("Ngày quyết định"))
    since = DayField(label=_("Áp dụng từ ngày"))


class PrintForm(forms.Form):
    """Why a paper is taken from a file."""

    reason = forms.CharField(
        label=_("Mục đích sử dụng"), max_length=250, help_text=_("Được ghi vào nhật ký và vào giấy in ra.")
    )
    form = forms.ChoiceField(
        label=_("Định dạng"), choices=[("docx", "Word"), ("pdf", "PDF")], widget=forms.RadioSelect, initial="docx"
    )


def first_day(given: date | None) -> date:
    """The day typed, or today."""
    return given or today()
