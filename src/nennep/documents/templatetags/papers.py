"""What papers say, as screens show it: ``{% load papers %}``."""

from django import template

from nennep.documents import time_words
from nennep.documents.models import Kind

register = template.Library()


@register.filter
def told(token: str | None) -> str:
    """A time token in words."""
    return time_words.told(token)


@register.filter
def kind_name(value: str | None) -> str:
    """The name of a kind of papers; what is none is given back as it is."""
    return str(dict(Kind.choices).get(value or "", value or ""))
