"""Who acts: an account, the person behind it, and the posts that give authority in units.

A unit's place in the tree is a key: its parent's key and three characters of its own, compared byte by byte. A post
reaches one unit ("here") or the unit and everything below it; both are half-open ranges of keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

Range = tuple[str, str]


def range_of(key: str, *, below: bool) -> Range:
    """The keys of a unit alone, or of the unit and all below it, as [low, high)."""
    return key, key + ("~" if below else "!")


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order, those that lie inside another one dropped."""
    kept: list[Range] = []
    for low, high in sorted(set(ranges), key=lambda pair: (pair[0], pair[1] < pair[0] + "~")):
        if not (kept and kept[-1][0] <= low and high <= kept[-1][1]):
            kept.append((low, high))
    return tuple(kept)


@dataclass(frozen=True)
class Post:
    """Authority held in a unit: a role with its rights, here or here and below, until a day."""

    unit_id: int
    unit_key: str
    unit_name: str
    role: str
    below: bool
    rights: frozenset[str]
    until: date
    grant_id: int = 0

    @property
    def range(self) -> Range:
        return range_of(self.unit_key, below=self.below)


@dataclass(frozen=True)
class Actor:
    """The acting person as every verb and rule sees it."""

    account_id: int
    name: str
    person_id: int | None = None
    posts: tuple[Post, ...] = field(default=())

    def may(self, right: str) -> bool:
        """Whether any post gives the right somewhere."""
        return any(right in post.rights for post in self.posts)

    def ranges(self, right: str) -> tuple[Range, ...]:
        """Where the right is held."""
        return merged(post.range for post in self.posts if right in post.rights)

    @property
    def scope(self) -> tuple[Range, ...]:
        """Everything the posts reach; the database shows nothing outside it."""
        return merged(post.range for post in self.posts)

    @property
    def home(self) -> Post | None:
        """The highest post: the unit whose work the first page shows."""
        return min(self.posts, key=lambda post: (len(post.unit_key), not post.below), default=None)
