"""What every act that is asked for in a form shares: do it, say what was done, or stand the refusal at its field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages

from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.core.words import Words


def at_its_field(form: forms.BaseForm, refusal: Refused) -> None:
    """Show why an act was refused where it belongs: at the field it names, else above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)


def attempt(
    request: Request, form: forms.Form, do: Callable[[dict[str, Any]], object], done: Words
) -> tuple[bool, Any]:
    """Do the act of a good form: (whether it was done, what came of it). A refusal stands at its field."""
    if request.method != "POST" or not form.is_valid():
        return False, None
    try:
        result = do(form.cleaned_data)
    except Refused as refusal:
        at_its_field(form, refusal)
        return False, None
    messages.success(request, str(done))
    return True, result
