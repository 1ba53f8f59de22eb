"""What a paper says, as values: every fact has its place in the raw text, its rule and how sure the rule is."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement found at ``raw[start:end]`` (code points, end exclusive); ``confidence`` is 0 to 1."""

    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Fact):
    """A value of the header."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Head and closing of a paper; ``kind`` is a slug such as ``ke-hoach``, ``bai-viet`` for an article."""

    kind: Field | None = None
    number: Field | None = None
    issuer: Field | None = None
    place: Field | None = None
    date: Field | None = None
    signatory: Field | None = None
    title: Field | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Fact):
    """A mention of another paper. ``number`` as printed without spaces and leading zeros; ``date`` a time token."""

    kind: str | None
    number: str
    date: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Fact):
    """A number with what it counts. ``comparator`` is one of = >= <= ~; ``unit_class`` one of percent, count, rate,
    money, measure, rank; ``period`` a time token."""

    comparator: str
    value: float
    value_max: float | None = None
    of: float | None = None
    unit_class: str
    unit: str | None = None
    metric: str | None = None
    subject: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Quantity):
    """A goal, quota or limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Quantity):
    """What is or was the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Fact):
    """Something to be done by a time. ``due`` is a time token, ``rel`` one of in, by, before, after, from."""

    due: str
    rel: str
    action: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """A dated meeting, ceremony, contest or visit."""

    name: str
    date: str | None = None
    date_end: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """A named person with a position."""

    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Fact):
    """An award for one group of recipients; ``recipient_type`` is tap-the, ca-nhan, named or khac."""

    name: str
    recipient_type: str
    count: float | None = None
    recipient: str | None = None
    giver: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Fact):
    """A line under "Nơi nhận"; ``purpose`` as written out (báo cáo, để biết, thực hiện, phối hợp, lưu)."""

    name: str
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation(Fact):
    """A short form that the paper itself defines."""

    short: str
    long: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Fact):
    """Something a person should look at. ``code`` is stable; the caller words it with ``params``."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, heading or point. ``address`` is stable within the paper: II.2.a, or II.2.-3 for the third dash.

    ``zone`` is head (up to the title), body, recipients or signature.
    """

    start: int
    end: int
    address: str
    level: int
    marker: str
    heading: bool
    text: str
    zone: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """All that was read in one paper."""

    raw: str
    header: Header
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    results: tuple[Result, ...] = ()
    events: tuple[Event, ...] = ()
    people: tuple[Person, ...] = ()
    awards: tuple[Award, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()
    unexplained: tuple[tuple[int, int, str], ...] = ()

    @property
    def dated(self) -> date | None:
        """The day of the paper, if its head gives a whole date."""
        value = self.header.date.value if self.header.date else ""
        return date.fromisoformat(value) if len(value) == 10 else None
