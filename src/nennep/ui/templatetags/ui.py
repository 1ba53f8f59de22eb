"""Components of every page: ``{% load ui %}``."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from lucide import _render_icon

from nennep.viet import write

register = template.Library()
WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))
TONES = {"ok": "circle-check", "near": "circle-dot", "bad": "circle-alert", "warn": "triangle-alert", "none": "circle"}


@lru_cache(maxsize=256)
def drawn(name: str) -> str:
    """The icon's SVG."""
    return str(_render_icon(name, 24, **{"class": "i"}))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A line icon; without a label it is hidden from readers."""
    svg = drawn(name)
    hidden = format_html(' role="img" aria-label="{}"', label) if label else ' aria-hidden="true"'
    return mark_safe(svg.replace("<svg", f"<svg{hidden}", 1))


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file; it changes with the build, so that browsers may keep it for ever."""
    return f"{static(f'built/{name}')}?v={build_mark()}"


@lru_cache(maxsize=1)
def build_mark() -> str:
    """The mark of the present build."""
    stamp = Path(__file__).resolve().parent.parent / "static" / "built" / "stamp"
    return stamp.read_text()[:10] if stamp.exists() else "0"


@register.filter
def number(value: Any, places: int | None = None) -> str:
    """1301 → 1.301; None → –."""
    return write.number(None if value == "" else value, places)


@register.filter
def percent(part: Any, whole: Any = None) -> str:
    """``part|percent`` or ``part|percent:whole``: 92,5%."""
    return write.percent(None if part == "" else part, whole)


@register.filter
def day(value: date | datetime | None) -> str:
    """05/08/2021; – for none or an open end."""
    return write.day(timezone.localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def until(value: date | None) -> str:
    """The first day that no longer counts, "nay" where there is no end."""
    return str(_("nay")) if value is None or value.year == 9999 else day(value)


@register.filter
def weekday(value: date | datetime) -> str:
    """Thứ Hai … Chủ nhật of a day, or of a moment in local time, in the language of the page."""
    return str(WEEKDAYS[(timezone.localtime(value) if isinstance(value, datetime) else value).weekday()])


@register.filter
def moment(value: datetime | None) -> str:
    """05/08/2021 14:30 in local time."""
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if value else "–"


@register.filter
def seconds_to(since: datetime, until: datetime) -> int:
    """Whole seconds from one moment to another, not below 0."""
    return max(0, int((until - since).total_seconds()))


@register.filter
def paper_day(value: date | None) -> str:
    """05/8/2021, as papers write it."""
    return write.paper_day(value)


@register.filter
def at(mapping: Any, key: Any) -> Any:
    """``mapping|at:key``; None where there is no such key."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.simple_tag
def status(tone: str, words: str) -> SafeString:
    """A state by icon, word and colour. Tones: ok, near, bad, warn, none."""
    return format_html('<span class="st {}">{} {}</span>', tone, icon(TONES.get(tone, "circle")), words)


@register.simple_tag
def bar(
    done: float | None, whole: float | None, label: str, tone: str = "near", pace: float | None = None
) -> SafeString:
    """A progress bar; ``pace`` is the amount that would be on time today, drawn as an upright mark."""
    top = float(whole or 0) or 1.0
    share = max(0.0, min(100.0, float(done or 0) * 100 / top))
    mark = ""
    if pace is not None:
        mark = format_html(
            '<rect class="pace" x="{}" y="0" width="0.6" height="16"/>', round(min(99.4, pace * 100 / top), 2)
        )
    return format_html(
        '<svg class="bar" viewBox="0 0 100 16" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="track" y="2" width="100" height="12" rx="1"/>'
        '<rect class="done {}" y="2" width="{}" height="12" rx="1"/>{}</svg>',
        f"{label}: {write.number(round(float(done or 0), 2))}/{write.number(whole)}",
        tone,
        round(share, 2),
        mark,
    )


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, **extra: Any) -> dict[str, Any]:
    """A form field with label, help and error; 46 px high at least."""
    widget = bound.field.widget
    attributes: dict[str, Any] = dict(extra)
    notes = [f"{bound.auto_id}_help"] if bound.help_text else []
    if bound.errors:
        attributes["aria-invalid"] = "true"
        notes.append(f"{bound.auto_id}_error")
    if notes:
        attributes["aria-describedby"] = " ".join(notes)
    group = getattr(widget, "input_type", "") in {"radio"} or widget.__class__.__name__ == "CheckboxSelectMultiple"
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attributes),
        "check": isinstance(widget, CheckboxInput),
        "group": group,
    }


@register.inclusion_tag("ui/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Every visible field of a form, after a summary of its errors."""
    return {"form": form}


@register.inclusion_tag("ui/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """The summary of a form's errors, focused when the page opens."""
    listed = [(bound.auto_id, bound.label, text) for bound in form for text in bound.errors]
    return {"listed": listed, "general": form.non_field_errors()}


@register.inclusion_tag("ui/empty.html")
def empty(words: str, what_next: str = "", url: str = "", button: str = "", symbol: str = "inbox") -> dict[str, str]:
    """An empty list: what it means and what to do next."""
    return {"words": words, "what_next": what_next, "url": url, "button": button, "symbol": symbol}


@register.inclusion_tag("ui/say.html")
def say(tone: str, words: str, more: str = "") -> dict[str, str]:
    """A note on the page that stays. Tones: ok, near, warn, bad."""
    return {"tone": tone, "words": words, "more": more, "symbol": TONES.get(tone, "info")}


@register.inclusion_tag("ui/kpi.html")
def kpi(value: Any, words: str, url: str = "", tone: str = "") -> dict[str, Any]:
    """A big number that opens its list."""
    return {"value": value, "words": words, "url": url, "tone": tone}


@register.inclusion_tag("ui/steps.html")
def steps(names: Sequence[str], current: int) -> dict[str, Any]:
    """Where one stands in a sequence; ``current`` counts from 0, len(names) when all is done."""
    return {"steps": [(name, place < current, place == current) for place, name in enumerate(names)]}


@register.inclusion_tag("ui/timeline.html")
def timeline(told: Iterable[Any]) -> dict[str, Any]:
    """Journal sentences, newest first."""
    return {"told": told}


@register.inclusion_tag("ui/diff.html")
def diff(left_title: str, left: str, right_title: str, right: str) -> dict[str, str]:
    """Two texts side by side."""
    return {"left_title": left_title, "left": left, "right_title": right_title, "right": right}


@register.filter
def may(actor: Any, right: str) -> bool:
    """``actor|may:"org.grant"``: whether a button leads anywhere for this person."""
    return bool(actor and actor.may(right))


@register.filter
def hit(text: str, words: str) -> SafeString:
    """The text with the searched words marked, whatever their marks and case."""
    from nennep.viet.order import fold

    folded, wanted = fold(text), fold(words or "")
    place = folded.find(wanted) if wanted and len(folded) == len(text) else -1
    if place < 0:
        return conditional_escape(text)
    end = place + len(wanted)
    return format_html("{}<mark>{}</mark>{}", text[:place], text[place:end], text[end:])
