"""Rules of the tree: keys of units and the folding of a past tree into today's keys. No database."""

from collections.abc import Iterable, Mapping

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 3  # characters of a key a level
MOST_CHILDREN = 36**STEP


def child_key(parent: str, number: int) -> str:
    """The key of the n-th child ever founded under a parent; numbers are never used again."""
    if not 0 < number < MOST_CHILDREN:
        raise ValueError(f"a unit has at most {MOST_CHILDREN - 1} children, asked for {number}")
    digits = ""
    for _ in range(STEP):
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return parent + digits


def parent_key(key: str) -> str:
    """The key of the unit above; '' above a root."""
    return key[:-STEP]


def ancestors(key: str) -> list[str]:
    """The keys above a key, the highest first."""
    return [key[:end] for end in range(STEP, len(key), STEP)]


def lies_in(key: str, root: str) -> bool:
    """Whether the key is the root's or below it."""
    return key.startswith(root)


def folded(root: str, flips: Mapping[str, bool]) -> tuple[tuple[str, str], ...]:
    """Ranges of today's keys that make up a unit as it stood on a past day.

    ``root`` is the unit's key today; ``flips`` names, by today's key, each unit that belonged to it then (True) or did
    not (False) otherwise than the unit now above it. The ranges are half-open, in order, and do not touch.
    """
    edges: list[tuple[str, bool]] = []
    stack: list[tuple[str, bool]] = []
    state = False
    for key in sorted({*flips, root}):
        while stack and not key.startswith(stack[-1][0]):
            closed, state = stack.pop()
            edges.append((closed + "~", state))
        stack.append((key, state))
        state = flips.get(key, True if key == root else state)
        edges.append((key, state))
    while stack:
        closed, state = stack.pop()
        edges.append((closed + "~", state))
    return _ranges(edges)


def _ranges(edges: Iterable[tuple[str, bool]]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    low: str | None = None
    for key, state in edges:
        if state and low is None:
            low = key
        elif not state and low is not None:
            if low < key:
                found.append((low, key))
            low = None
    return tuple(found)


def covers(reach: tuple[str, str], key: str, *, below: bool) -> bool:
    """Whether a range of keys holds a unit, or a unit and everything below it."""
    low, high = reach
    return low <= key and key + ("~" if below else "!") <= high
