"""Shape of what people choose about letters."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nennep.notify import rules
from nennep.notify.models import Rhythm

HOURS = [(hour, f"{hour}:00") for hour in range(5, 22)]


def _clock(label: Any, words: Any = "") -> forms.TimeField:
    return forms.TimeField(label=label, help_text=words, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


class LettersForm(forms.Form):
    """Where, how often and when; quiet hours."""

    address = forms.EmailField(label=_("Thư điện tử"), required=False)
    rhythm = forms.ChoiceField(label=_("Gửi thư nhắc"), choices=Rhythm.choices)
    hour = forms.TypedChoiceField(label=_("Giờ nhận thư"), coerce=int, choices=HOURS)
    quiet_from = _clock(
        _("Giờ yên tĩnh, từ"),
        _("Trong giờ yên tĩnh không gửi thư, không đẩy thông báo đến thiết bị; thông báo trong phần mềm vẫn có."),
    )
    quiet_until = _clock(_("đến"))
    weekends = forms.BooleanField(label=_("Nhận cả thứ Bảy, Chủ nhật"), required=False)

    def clean(self) -> dict[str, Any]:
        """A chosen hour lies outside the quiet hours."""
        given: dict[str, Any] = super().clean() or {}
        since, until, hour = (given.get(name) for name in ("quiet_from", "quiet_until", "hour"))
        if since and until and hour and rules.quiet(since, until, time(hour)):
            self.add_error("hour", _now("Giờ nhận thư nằm trong giờ yên tĩnh. Đề nghị chọn giờ khác."))
        return given
