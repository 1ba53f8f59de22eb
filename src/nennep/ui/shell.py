"""What the frame of a page shows; the roof fills it for each request."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class NavItem:
    """An entry of the main menu."""

    label: str
    icon: str
    url: str
    current: bool = False
    badge: int = 0


@dataclass(frozen=True)
class SeatChoice:
    """A seat the person may work in."""

    grant_id: int
    label: str
    current: bool


@dataclass(frozen=True)
class Shell:
    """Brand, person, menus and notices of the frame."""

    unit_name: str = ""
    upper_name: str = ""
    person_name: str = ""
    post_name: str = ""
    initials: str = ""
    nav: tuple[NavItem, ...] = ()
    tabs: tuple[NavItem, ...] = ()
    more: tuple[NavItem, ...] = ()
    seats: tuple[SeatChoice, ...] = field(default=())
    unread: int = 0
    ribbon: str = ""
    help_phone: str = ""
