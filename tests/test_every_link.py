"""People walk through the whole house: no link leads where its reader may not go, and every form sent with nothing or
with nonsense in it answers in Vietnamese."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client
from lxml import html

from nennep.config.cast import Cast

Sign = Callable[[str], Client]
ENGLISH = re.compile(
    r"\b(the|and|of|are|required|invalid|enter|please|choice|select|not|this|that|with|must|value|ensure|search|save|submit|sign|password)\b",
    re.I,
)
ASIDE = re.compile(r"\.(docx|pdf|xlsx|zip|ics|csv)\b|/static/|^/tep/")
NOT_PRESSED = re.compile("dang-xuat|ngon-ngu|/tai-khoan/")
NONSENSE = "Ă\x01𝕏" * 900


def shape(path: str) -> str:
    """A path without its numbers and days, and the names of what is asked of it."""
    path, _, asked = path.partition("?")
    names = sorted({part.split("=")[0] for part in asked.split("&") if part})
    return f"{re.sub(r'[0-9]+(-[0-9]+)*', 'N', path)}?{'&'.join(names)}"


def spoken(page: html.HtmlElement) -> str:
    """The words of a page's main part, without what people typed."""
    main = (page.xpath("//main") or [page])[0]
    for part in main.xpath(".//script|.//style|.//pre|.//svg|.//textarea"):
        part.drop_tree()
    return " ".join(main.text_content().split())


def filled(form: html.HtmlElement, nonsense: bool) -> dict[str, str]:
    """What is sent: hidden fields as they are, all others empty or with nonsense; {} where there is nothing to fill."""
    sent: dict[str, str] = {}
    kept = 0
    for field in form.xpath(".//*[self::input or self::select or self::textarea][@name]"):
        kind = field.get("type") or field.tag
        if kind in {"hidden", "submit"}:
            sent[field.get("name")] = field.get("value") or ""
            kept += 1
        elif kind not in {"checkbox", "radio"}:
            sent[field.get("name")] = ("zzz" if kind == "select" else NONSENSE) if nonsense else ""
        elif nonsense:
            sent[field.get("name")] = "zzz"
    return sent if len(sent) > kept else {}


class Walker:
    """One person, the pages he has been on, and what answered badly."""

    def __init__(self, client: Client, pressed: set[tuple[str, ...]]) -> None:
        self.client, self.pressed = client, pressed
        self.faults: list[str] = []
        self.opened: Counter[str] = Counter()

    def walk(self, pages: int) -> None:
        """Open each kind of page once, from the first page on, and press what is on it."""
        known, waiting = {"/"}, deque([("/", "")])
        while waiting and self.opened.total() < pages:
            path, source = waiting.popleft()
            if self.opened[shape(path)]:
                continue
            self.opened[shape(path)] += 1
            answer = self.client.get(path, follow=True)
            page = self._read(answer, f"GET {path} from {source}")
            if page is None:
                continue
            where = answer.redirect_chain[-1][0] if answer.redirect_chain else path
            self._press_all(page, where)
            for link in self._links(page, where):
                if link not in known:
                    known.add(link)
                    waiting.append((link, path))

    def _read(self, answer: Any, what: str) -> html.HtmlElement | None:
        if answer.status_code == 404 or answer.status_code >= 500:
            self.faults.append(f"{answer.status_code} {what}")
        if "html" not in answer.get("Content-Type", "") or answer.streaming or not answer.content.strip():
            return None
        page = html.fromstring(answer.content.decode())
        if found := ENGLISH.search(spoken(html.fromstring(answer.content.decode())).replace("zzz", "")):
            self.faults.append(f"English “{found[0]}”: {what}")
        return page

    @staticmethod
    def _links(page: html.HtmlElement, where: str) -> Iterator[str]:
        for found in page.xpath("//a/@href"):
            link = urljoin(where, found).split("#")[0]
            if link.startswith("/") and not ASIDE.search(link):
                yield link

    def _press_all(self, page: html.HtmlElement, where: str) -> None:
        for form in page.xpath("//form[@method='post'][not(@enctype)]"):
            action = urljoin(where, form.get("action") or "")
            key = (shape(action), *sorted(set(form.xpath(".//@name"))))
            if key in self.pressed or NOT_PRESSED.search(action):
                continue
            self.pressed.add(key)
            for nonsense in (False, True):
                if sent := filled(form, nonsense):
                    self._read(self.client.post(action, sent), f"POST {action} ({'nonsense' if nonsense else 'empty'})")


@pytest.mark.django_db
def test_no_link_is_dead_and_no_form_answers_badly(cast: Cast, signed_in: Sign) -> None:
    pressed: set[tuple[str, ...]] = set()
    faults = []
    for name, pages in (("chanh", 400), ("hoa", 200), ("an", 100)):
        walker = Walker(signed_in(name), pressed)
        walker.walk(pages)
        faults += [f"{name}: {fault}" for fault in walker.faults]
        assert walker.opened.total() > 30
    assert faults == []
