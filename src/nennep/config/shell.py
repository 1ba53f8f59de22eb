"""What every page's frame shows; filled for the ui's base template."""

from typing import Any

from django.http import HttpRequest


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context of the frame."""
    return {}
