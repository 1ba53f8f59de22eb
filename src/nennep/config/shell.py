"""What every page's frame shows: the person, the unit, the menu by rights."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.config.actors import SEAT
from nennep.core.actor import Actor, Post, merged
from nennep.core.clock import demo_day
from nennep.core.scope import MOST_RANGES
from nennep.org.queries import operator_session
from nennep.org.rights import Role
from nennep.ui.shell import NavItem, SeatChoice, Shell
from nennep.viet.write import day

MENU = (
    ("/", "Tổng quan", "layout-dashboard", ""),
    ("/van-ban/", "Văn bản", "file-text", "documents.see"),
    ("/van-thu/", "Văn thư", "stamp", "documents.see"),
    ("/theo-doi/", "Chỉ tiêu, nhiệm vụ", "target", "programmes.see"),
    ("/bang-chi-tieu/", "Bảng theo đơn vị", "table-2", "programmes.judge"),
    ("/hop/", "Sinh hoạt, họp", "calendar-days", "meetings.see"),
    ("/dang-vien/", "Đảng viên", "users", "members.list"),
    ("/dang-phi/", "Đảng phí", "wallet", "dues.see"),
    ("/to-chuc/", "Tổ chức", "network", "org.see"),
    ("/bao-cao/", "Báo cáo", "chart-column", "reports.see"),
    ("/nhat-ky/", "Nhật ký", "scroll-text", "journal.read"),
    ("/to-chuc/phan-quyen/", "Phân quyền", "key-round", "org.grant"),
)
MINE = (
    ("/dang-vien/cua-toi/", "Hồ sơ của tôi", "user-round", ""),
    ("/dang-phi/cua-toi/", "Đảng phí của tôi", "receipt", ""),
)
OPERATE = ("/to-chuc/phien-quan-tri/", "Phiên quản trị", "shield-check", "")
TABS = (
    "/", "/to-chuc/phien-quan-tri/", "/theo-doi/", "/hop/", "/dang-vien/", "/dang-phi/", "/bao-cao/", "/dang-vien/cua-toi/",
    "/dang-phi/cua-toi/", "/to-chuc/",
)  # fmt: skip
"""What a phone's five tabs show, by rank."""


def _words() -> dict[str, str]:
    """The menu's words, named here so that they are found for translation."""
    return {
        "/": _("Tổng quan"),
        "/van-ban/": _("Văn bản"),
        "/van-thu/": _("Văn thư"),
        "/theo-doi/": _("Chỉ tiêu, nhiệm vụ"),
        "/bang-chi-tieu/": _("Bảng theo đơn vị"),
        "/hop/": _("Sinh hoạt, họp"),
        "/dang-vien/": _("Đảng viên"),
        "/dang-phi/": _("Đảng phí"),
        "/to-chuc/": _("Tổ chức"),
        "/bao-cao/": _("Báo cáo"),
        "/nhat-ky/": _("Nhật ký"),
        "/to-chuc/phan-quyen/": _("Phân quyền"),
        "/dang-vien/cua-toi/": _("Hồ sơ của tôi"),
        "/dang-phi/cua-toi/": _("Đảng phí của tôi"),
        "/to-chuc/phien-quan-tri/": _("Phiên quản trị"),
    }


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context of the frame; empty for a stranger."""
    actor: Actor | None = getattr(request, "actor", None)
    language = getattr(request, "LANGUAGE_CODE", "vi")
    if actor is None:
        return {"LANGUAGE_CODE": language}
    return {"LANGUAGE_CODE": language, "shell": shell(request, actor), "actor": actor}


def shell(request: HttpRequest, actor: Actor) -> Shell:
    """The frame of one person's pages."""
    home = actor.home
    items = _menu(request, actor)
    tabs = _tabs(items, actor)
    return Shell(
        unit_name=home.unit_name if home else "Nền Nếp",
        upper_name="",
        person_name=actor.name,
        post_name=str(Role(home.role).label) if home and home.role in Role.values else "",
        initials="".join(word[0] for word in actor.name.split()[-2:]).upper(),
        nav=items,
        tabs=tabs,
        more=tuple(item for item in items if item not in tabs),
        seats=_seats(request, actor),
        unread=_unread(actor),
        ribbon=_ribbon(request),
    )


def _menu(request: HttpRequest, actor: Actor) -> tuple[NavItem, ...]:
    words = _words()
    shown = [entry for entry in MENU if not entry[3] or actor.may(entry[3])]
    if actor.person_id:
        shown += MINE
    if any(post.role == Role.OPERATOR for post in getattr(request, "all_posts", ())):
        shown.append(OPERATE)
    path = request.path if actor.may("members.list") else request.path.replace("/dang-vien/", "/dang-vien/cua-toi/", 1)
    path = path.replace("/bon-tot/", "/hop/", 1)  # model titles are reached from the meetings
    best = max((url for url, *_rest in shown if path.startswith(url)), key=len, default="/")
    return tuple(NavItem(words[url], symbol, url, url == best) for url, _label, symbol, _right in shown)


def _tabs(items: tuple[NavItem, ...], actor: Actor) -> tuple[NavItem, ...]:
    """The five that matter most of what the person has, in the menu's order; dues for who collects them."""
    left_out = set() if actor.may("dues.collect") else {"/dang-phi/"}
    chosen = sorted(
        (item for item in items if item.url in TABS and item.url not in left_out), key=lambda item: TABS.index(item.url)
    )[:5]
    return tuple(item for item in items if item in chosen)


def _seats(request: HttpRequest, actor: Actor) -> tuple[SeatChoice, ...]:
    """One seat for each post, and all together where the database can carry them."""
    held: tuple[Post, ...] = getattr(request, "all_posts", actor.posts)
    posts = [post for post in held if post.role in Role.values and post.role != Role.OPERATOR]
    if len(posts) < 2:
        return ()
    chosen = request.session.get(SEAT) if len(actor.posts) == 1 else None
    many = len(merged(post.range for post in held)) > MOST_RANGES
    if many and chosen is None and actor.posts:
        chosen = actor.posts[0].grant_id
    seats = [
        SeatChoice(post.grant_id, f"{Role(post.role).label} · {post.unit_name}", post.grant_id == chosen)
        for post in posts
    ]
    return tuple(seats if many else [SeatChoice(0, _("Mọi chức danh"), chosen is None), *seats])


def _unread(actor: Actor) -> int:
    try:
        from nennep.notify.queries import unread
    except ImportError:
        return 0
    return int(unread(actor))


def _ribbon(request: HttpRequest) -> str:
    """What must be known on every page: the demo's day, an operator's session."""
    says = []
    if (demo := demo_day()) is not None:
        says.append(_("Bản trình diễn với dữ liệu giả định. Ngày làm việc: {day}.").format(day=day(demo)))
    if any(post.role == Role.OPERATOR for post in getattr(request, "all_posts", ())):
        session = operator_session(request.actor.account_id)  # type: ignore[attr-defined]
        if session is None:
            says.append(_("Chưa mở phiên quản trị nên chưa có quyền."))
        else:
            until = f"{timezone.localtime(session.until):%H:%M}"
            says.append(_("Phiên quản trị đến {until}: {reason}").format(until=until, reason=session.reason))
    return " ".join(says)
