"""Fields that several rooms ask for in the same shape: days, names, amounts and files."""

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.clock import today
from nennep.core.words import Words
from nennep.viet import read, write
from nennep.viet.order import clean

MOST_BYTES = 25 * 1024 * 1024
"""Bytes of a file given as evidence or as a paper."""


PARTS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d+)")


def to_choose(choices: Iterable[tuple[Any, Words]]) -> list[tuple[Any, Words]]:
    """Choices that nobody makes by pressing on: with "choose" before them, unless there is one alone."""
    found = list(choices)
    return found if len(found) == 1 else [("", gettext_lazy("– chọn –")), *found]


class DayField(forms.DateField):
    """A date typed as dd/mm/yyyy; what is no day is answered with what to do."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy"})
        super().__init__(widget=widget, input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"], **more)

    def to_python(self, value: Any) -> date | None:
        """The day, or a sentence on why it is none."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(wrong_day(str(value).strip()), code="invalid") from error


def wrong_day(text: str) -> str:
    """Why what was typed is no day, and what to do: a year of two digits, a day the month does not have, something else."""
    found = PARTS.fullmatch(text)
    if found and len(found[3]) == 2:
        return _("“{text}” viết năm hai chữ số; đề nghị ghi đủ bốn chữ số.").format(text=text)
    if found and len(found[3]) == 4 and 1 <= int(found[2]) <= 12 and 28 < int(found[1]) <= 31 and int(found[3]):
        month, year = int(found[2]), int(found[3])
        words = _("“{text}” không có thật: tháng {month} năm {year} có {days} ngày. Đề nghị kiểm tra lại.")
        return words.format(text=text, month=month, year=year, days=monthrange(year, month)[1])
    return _("“{text}” không phải ngày; ghi dạng dd/mm/yyyy.").format(text=text[:40])


class PastField(DayField):
    """A day on which something has been done already."""

    def to_python(self, value: Any) -> date | None:
        """The day, or a sentence that it is still to come."""
        day = super().to_python(value)
        if day is not None and day > today():
            raise ValidationError(_("Ngày ở tương lai. Đề nghị ghi khi việc đã diễn ra."), code="invalid")
        return day


class BirthField(DayField):
    """A birth date: not in the future, not of another age."""

    def to_python(self, value: Any) -> date | None:
        """The day, or a sentence on why nobody is born then."""
        day = super().to_python(value)
        if day is not None and day > today():
            raise ValidationError(_("Ngày sinh ở tương lai. Đề nghị ghi lại theo giấy tờ gốc."), code="invalid")
        if day is not None and day.year < 1900:
            words = _("Năm sinh {year} không hợp lý. Đề nghị ghi lại theo giấy tờ gốc.")
            raise ValidationError(words.format(year=day.year), code="invalid")
        return day


class NameField(forms.CharField):
    """A person's full name: letters joined with their marks, one blank between words, capitals put right."""

    def to_python(self, value: Any) -> str:
        """The name as it is kept, or that it is not whole."""
        name = clean(super().to_python(value) or "")
        if name and " " not in name:
            raise ValidationError(_("Cần đủ họ và tên. Đề nghị ghi như trong giấy khai sinh."), code="invalid")
        return " ".join(word.capitalize() for word in name.split()) if name.isupper() or name.islower() else name


class Amount(forms.DecimalField):
    """A number as people write it (1.301 or 92,5), not negative, small enough to be kept."""

    def __init__(self, **more: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(**{"min_value": 0, "max_digits": 12, "decimal_places": 2, "widget": box, **more})

    def to_python(self, value: Any) -> Any:
        """The number that was typed the Vietnamese way."""
        if value in self.empty_values or not isinstance(value, str):
            return super().to_python(value)
        found = read.number(value)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        """A stored number as it would be typed."""
        return write.number(value) if isinstance(value, int | float | Decimal) else value


class Upload(forms.FileField):
    """A file of a size that can be kept."""

    def __init__(self, *, most: int = MOST_BYTES, **more: Any) -> None:
        self.most = most
        words = {"data-choose": gettext_lazy("Chọn tệp"), "data-none": gettext_lazy("Chưa chọn tệp nào")}
        super().__init__(**{"max_length": 250, "widget": forms.FileInput(attrs=words), **more})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, or a sentence on how big it may be."""
        given = super().clean(data, initial)
        if isinstance(given, UploadedFile) and (given.size or 0) > self.most:
            raise ValidationError(
                _("Tệp lớn quá {most} MB. Đề nghị tách hoặc nén tệp rồi chọn lại.").format(
                    most=self.most // (1024 * 1024)
                )
            )
        return given
