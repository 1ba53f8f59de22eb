"""News goes up: a verb publishes what has happened, rooms above listen inside the same transaction."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")
_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E], listener: Callable[[E], None]) -> None:
    """Let a listener hear events of a kind; called in ``AppConfig.ready()``, once however often it is asked."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def publish(event: Any) -> None:
    """Tell every listener now. A listener that fails undoes the whole verb; slow work it defers as a job."""
    for listener in _listeners[type(event)]:
        listener(event)
