"""Fields that several rooms ask for in the same shape: amounts and files."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.viet import read, write

MOST_BYTES = 25 * 1024 * 1024
"""Bytes of a file given as evidence or as a paper."""


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
