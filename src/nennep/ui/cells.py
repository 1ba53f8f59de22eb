"""Cells of tables of figures, written here since a table has thousands and a template is slow at each."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from nennep.viet.write import Number, number


def number_cell(n: Number | None, link: str = "") -> SafeString:
    """A number with the address where it opens; nought opens nothing."""
    if n and link:
        return format_html('<td class="num"><a href="{}">{}</a></td>', link, number(n))
    return format_html('<td class="num">{}</td>', number(n))
