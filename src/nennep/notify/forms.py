"""Shape of what people choose about letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.notify.models import Rhythm


class LettersForm(forms.Form):
    """Where and how often."""

    address = forms.EmailField(label=_("Thư điện tử"), required=False)
    rhythm = forms.ChoiceField(label=_("Gửi thư nhắc"), choices=Rhythm.choices)
