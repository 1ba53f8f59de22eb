"""Two people at one form: what is saved beside what was typed, and the form ready to be sent again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.forms import BaseForm, Field
from django.http import QueryDict
from django.utils.translation import gettext as _

from nennep.viet import write


@dataclass(frozen=True)
class Difference:
    """One field that both changed, or that one of them changed."""

    label: str
    saved: str
    sent: str


def compared(form: BaseForm, saved: Mapping[str, Any], version: int) -> list[Difference]:
    """The fields whose saved value differs from the typed one, in words.

    ``saved`` holds the row's values as the form shows them. The form keeps what was typed and takes over the row's
    version, so that sending it once more is a choice made with both texts in sight.
    """
    found = []
    for name, field in form.fields.items():
        if name in saved and not field.widget.is_hidden:
            ours, theirs = _clean(field, form[name].data), _clean(field, saved[name])
            if ours != theirs:
                found.append(Difference(str(field.label), said(field, theirs), said(field, ours)))
    if "version" in form.fields:
        data = QueryDict(mutable=True)
        data.update(cast(Any, form.data))
        data[form.add_prefix("version")] = str(version)
        form.data = data
    return found


def _clean(field: Field, value: Any) -> Any:
    try:
        return field.to_python(value)
    except ValidationError:
        return value


def said(field: Field, value: Any) -> str:
    """A form value in words."""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, date):
        return write.day(value)
    if isinstance(value, Decimal):
        return write.number(value)
    choices = getattr(field, "choices", None)
    if choices is not None:
        return ", ".join(_chosen(choices, one) for one in (value if isinstance(value, list) else [value])) or "–"
    return str(value or "–")


def _chosen(choices: Any, value: Any) -> str:
    for key, label in choices:
        if isinstance(label, list | tuple):
            for inner, words in label:
                if str(inner) == str(value):
                    return str(words)
        elif str(key) == str(value or ""):
            return str(label)
    return str(value or "–")
