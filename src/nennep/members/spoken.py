"""The language of what leaves the house on paper."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import override

P = ParamSpec("P")
R = TypeVar("R")


def spoken(make: Callable[P, R]) -> Callable[P, R]:
    """A paper speaks Vietnamese whatever the page's language."""

    @wraps(make)
    def made(*given: P.args, **more: P.kwargs) -> R:
        with override("vi"):  # one of its own for each call: it keeps the language to go back to
            return make(*given, **more)

    return made
