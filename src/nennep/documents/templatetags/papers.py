"""What papers say, as screens show it: ``{% load papers %}``."""

from django import template
from django.utils.translation import gettext

from nennep.documents import time_words
from nennep.documents.models import Document, Kind

register = template.Library()


@register.filter
def told(token: str | None) -> str:
    """A time token in words."""
    return time_words.told(token)


@register.filter
def named(document: Document) -> str:
    """A paper in a few words; one under review has neither number nor title yet."""
    return document.number or document.title or document.file_name or gettext("Văn bản đang rà soát")


@register.filter
def kind_name(value: str | None) -> str:
    """The name of a kind of papers; what is none is given back as it is."""
    return str(dict(Kind.choices).get(value or "", value or ""))
