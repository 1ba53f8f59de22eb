"""Books and numbers: one counter by issuer, kind and term, without doubles and without gaps."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.notify.models import Notice
from nennep.office import actions, rules
from nennep.office.actions.books import BookInUse, NoLetterhead, NotNumbered, NumberTaken, Undated
from nennep.office.models import Book, Number
from nennep.office.queries import books
from nennep.reports import actions as reports
from nennep.reports.models import Report
from tests import story

pytestmark = [pytest.mark.data, pytest.mark.django_db]


def give(cast: Cast, kind: str = "ke-hoach", **more: object) -> Number:
    van = cast.actor("van")
    with acting_as(van), transaction.atomic():
        return actions.issue_number(cast.units["BV"], by=van, kind=kind, title="Kiểm tra", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Số 3 -KH/ĐU", (3, "KH", "ĐU")), ("21-NQ/TW", (21, "NQ", "TW")), ("05-BC/CB", (5, "BC", "CB")), ("không số", None),
        ("1361–CV/BTCTW", (1361, "CV", "BTCTW")),
    ],
)  # fmt: skip
def test_a_printed_number_has_three_parts(typed: str, parts: tuple[int, str, str] | None) -> None:
    found = rules.parts_of(typed)
    assert (found and (found[:3], found.style)) == (parts and (parts, "party"))


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("35/TB-ĐHBV", (35, "TB", "ĐHBV")), ("05/QyĐ-ĐHBV", (5, "QyĐ", "ĐHBV")), ("12/ĐHBV-VP", (12, "CV", "ĐHBV")),
        ("12/CĐCS", (12, "CV", "CĐCS")),
    ],
)  # fmt: skip
def test_a_state_number_is_read_as_it_is_written(words: str, parts: tuple[int, str, str]) -> None:
    found = rules.parts_of(f"Số: {words}")
    assert found == (*parts, "state")
    assert rules.words_of(*parts, "state", "VP" if "-VP" in words else "") == words


def test_state_papers_have_books_of_their_own_by_year_under_the_issuers_symbol(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    van, page = cast.actor("van"), signed_in("van")
    with pytest.raises(NoLetterhead):
        give(cast, style="state")
    assert 'type="hidden" name="style"' in page.get("/van-thu/so/cap-so/").content.decode()
    there, head = "/van-thu/so/the-thuc-nha-nuoc/", {"body": "Trường Đại học Bách Việt", "post": "hiệu trưởng"}
    refused = page.post(there, head | {"symbol": "ĐH BV", "drafter": "VP"})
    assert refused.status_code == 422 and 'value="ĐH BV"' in refused.content.decode()
    assert page.post(there, head | {"symbol": "ĐHBV", "drafter": "VP"}).status_code == 302
    give(cast, "thong-bao")
    assert [give(cast, kind, style="state").words for kind in ("thong-bao", "thong-bao", "cong-van", "quy-dinh")] == [
        "01/TB-ĐHBV", "02/TB-ĐHBV", "01/ĐHBV-VP", "01/QyĐ-ĐHBV",
    ]  # fmt: skip
    with pytest.raises(NotNumbered, match="thông báo"):
        give(cast, "ket-luan", style="state")
    assert give(cast, "thong-bao").words == "02-TB/ĐU"
    with acting_as(van), transaction.atomic():
        shelves = {(one.book.style, one.book.code): one for one in books.shelves(cast.units["BV"])}
    assert shelves["state", "TB"].next == "03/TB-ĐHBV" and shelves["state", "TB"].book.term == "2023"
    given = {
        "kind": "bao-cao",
        "style": "state",
        "flow": "outgoing",
        "title": "Tuyển sinh",
        "dated": "03/07/2023",
        "signer": "A",
    }
    assert page.post("/van-thu/so/cap-so/", given).status_code == 302
    shown = page.get("/van-thu/so/").content.decode()
    assert "01/BC-ĐHBV" in shown and "nhà nước" in shown


def test_runs_of_numbers_are_told_in_short() -> None:
    assert rules.in_runs(rules.missing([4, 5, 9], 1, 10)) == "1–3, 6–8, 10"


def test_numbers_run_on_by_kind_and_the_two_that_share_letters_share_a_counter(cast: Cast) -> None:
    assert [give(cast).words, give(cast).words] == ["01-KH/ĐU", "02-KH/ĐU"]
    assert [give(cast, "quyet-dinh").words, give(cast, "quy-dinh").words] == ["01-QĐ/ĐU", "02-QĐ/ĐU"]


def test_outgoing_and_internal_papers_draw_from_one_counter(cast: Cast) -> None:
    assert [give(cast, flow="internal").value, give(cast).value] == [1, 2]


def test_reports_draw_from_the_same_book(cast: Cast) -> None:
    told = story.tell(cast)
    give(cast, "bao-cao")
    for name, verb in (("lan", reports.freeze_report), ("chanh", reports.check_report)):
        with acting_as(cast.actor(name)), transaction.atomic():
            report = verb(told.report, by=cast.actor(name))
    bithu, van = cast.actor("bithu"), cast.actor("van")
    with acting_as(bithu), transaction.atomic():
        report = reports.sign_report(reports.record_opinion(report, by=bithu, opinion="Nhất trí."), by=bithu)
    with acting_as(van), transaction.atomic():
        report = reports.number_report(report, by=van)
    assert report.number == "02-BC/ĐU"
    assert give(cast, "bao-cao").words == "03-BC/ĐU"
    with acting_as(van):
        row = Number.objects.get(words="02-BC/ĐU")
        assert row.title == report.name and report.line_id == row.pk


def test_a_report_says_that_its_number_was_cancelled_and_gets_another(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    report, page = story.tell(cast).report, signed_in("van")

    def act(name: str, verb: Callable[..., Report], **more: Any) -> Report:
        by = cast.actor(name)
        with acting_as(by), transaction.atomic():
            return verb(report, by=by, **more)

    def cancel(words: str, reason: str) -> str:
        with acting_as(cast.actor("van")):
            row = Number.objects.get(words=words)
        assert page.post(f"/van-thu/so/{row.pk}/huy/", {"reason": reason}).status_code == 302
        with acting_as(cast.actor("van")):
            report.refresh_from_db()
        return page.get(f"/bao-cao/{report.pk}/").content.decode()

    for name, verb, more in (
        ("lan", reports.freeze_report, {}), ("chanh", reports.check_report, {}),
        ("bithu", reports.record_opinion, {"opinion": "Nhất trí."}), ("bithu", reports.sign_report, {}), ("van", reports.number_report, {}),
    ):  # fmt: skip
        act(name, verb, **more)
    shown = cancel("01-BC/ĐU", "Cấp nhầm sổ.")
    assert (report.stage, report.number) == ("signed", "")
    for words in ("Số 01-BC/ĐU đã hủy ngày 03/07/2023", "Cấp nhầm sổ.", "Cấp số"):
        assert words in shown
    assert signed_in("bithu").post(f"/bao-cao/{report.pk}/tra-lai/", {"reason": ""}).status_code == 422
    assert page.post(f"/bao-cao/{report.pk}/tra-lai/", {"reason": "Sai số ở mục III."}).status_code == 302
    shown = signed_in("lan").get(f"/bao-cao/{report.pk}/").content.decode()
    assert "Sai số ở mục III." in shown and "không còn hiệu lực" in shown
    with acting_as(cast.actor("bithu")):
        assert Notice.objects.filter(
            account_id=cast.accounts["bithu"].pk, words__contains="không còn hiệu lực"
        ).exists()
        report.refresh_from_db()
    assert (report.stage, report.signer, report.dated) == ("draft", "", None)
    for name, verb, more in (
        ("chanh", reports.check_report, {}), ("bithu", reports.record_opinion, {"opinion": "Nhất trí."}), ("bithu", reports.sign_report, {}),
        ("van", reports.number_report, {}), ("van", reports.send_report, {}),
    ):  # fmt: skip
        act(name, verb, **more)
    shown = cancel("02-BC/ĐU", "Trùng số.")
    assert (report.stage, report.number) == ("sent", "") and "Số 02-BC/ĐU đã hủy" in shown
    assert page.post(f"/bao-cao/{report.pk}/cap-so/").status_code == 302
    assert page.post(f"/bao-cao/{report.pk}/cap-so/").status_code == 404
    with acting_as(cast.actor("van")):
        report.refresh_from_db()
        assert (report.stage, report.number) == ("sent", "03-BC/ĐU")
        kept = [
            (one.words, one.state, one.cancelled_by) for one in Number.objects.filter(book__code="BC").order_by("value")
        ]
    by = cast.actor("van").name
    assert kept == [("01-BC/ĐU", "cancelled", by), ("02-BC/ĐU", "cancelled", by), ("03-BC/ĐU", "used", "")]


def test_only_the_clerk_numbers(cast: Cast) -> None:
    for name in ("lan", "chanh", "bithu", "lachong"):
        by = cast.actor(name)
        with acting_as(by), transaction.atomic(), pytest.raises(NotYours):
            actions.issue_number(cast.units["BV"], by=by, kind="ke-hoach")


def test_what_has_no_number_and_what_is_not_due_yet_is_refused(cast: Cast) -> None:
    with pytest.raises(NotNumbered):
        give(cast, "bai-viet")
    with pytest.raises(Undated):
        give(cast, dated=date(2023, 7, 4))


def test_a_cancelled_number_stays_in_the_book_and_is_not_given_again(cast: Cast) -> None:
    first, van = give(cast), cast.actor("van")
    with acting_as(van), transaction.atomic():
        actions.cancel_number(first, by=van, reason="Không ban hành")
        assert books.shelves(cast.units["BV"])[0].cancelled == 1
        with pytest.raises(NotYours):
            actions.cancel_number(first, by=van, reason="Lần nữa")
    assert give(cast).value == 2


def test_a_book_begins_in_mid_term_and_its_old_lines_are_accounted_for(cast: Cast) -> None:
    van, unit = cast.actor("van"), cast.units["BV"]
    with acting_as(van), transaction.atomic():
        book = actions.open_book(unit, by=van, code="KH", last=22)
        old = {"kind": "ke-hoach", "title": "Cũ", "dated": date(2022, 12, 21)}
        actions.enter_old(book, by=van, value=21, **old)  # type: ignore[arg-type]
        with pytest.raises(NumberTaken):
            actions.enter_old(book, by=van, value=21, **old)  # type: ignore[arg-type]
        with pytest.raises(NumberTaken):
            actions.enter_old(book, by=van, value=23, **old)  # type: ignore[arg-type]
        shelf = next(shelf for shelf in books.shelves(unit) if shelf.book.pk == book.pk)
        assert (shelf.lacking, shelf.lacks, shelf.next) == ("1–20, 22", 21, "23-KH/ĐU")
    assert give(cast).words == "23-KH/ĐU"
    with acting_as(van), transaction.atomic(), pytest.raises(BookInUse):
        actions.open_book(unit, by=van, code="KH", last=30)


def test_the_database_itself_gives_no_number_twice(cast: Cast) -> None:
    row = give(cast)
    with (
        acting_as(cast.actor("van")),
        pytest.raises(IntegrityError, match="a_number_is_given_once"),
        transaction.atomic(),
    ):
        Number.objects.create(
            book=row.book, unit=row.unit, unit_key=row.unit_key, flow="outgoing", value=row.value, dated=row.dated, given_by="x", given_at=row.given_at
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_clerks_at_once_get_each_number_once_and_none_is_left_out(live_cast: Cast) -> None:
    from django.db import connection

    van, unit = live_cast.actor("van"), live_cast.units["BV"]
    ready, got, failed = threading.Barrier(6), [], []

    def clerk(place: int) -> None:
        try:
            ready.wait(20)
            for turn in range(5):
                with acting_as(van), transaction.atomic():
                    row = actions.issue_number(unit, by=van, kind="cong-van", title=f"{place}.{turn}")
                    if (place + turn) % 4 == 0:
                        transaction.set_rollback(True)  # a paper that fails after its number was drawn
                    else:
                        got.append(row.value)
        except Exception as problem:
            failed.append(problem)
        finally:
            connection.close()

    clerks = [threading.Thread(target=clerk, args=(place,)) for place in range(6)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join(60)
    assert failed == []
    assert len(got) > 15 and sorted(got) == list(range(1, len(got) + 1))
    with acting_as(van), transaction.atomic():
        assert Book.objects.get(unit=unit, code="CV").last == len(got)
        assert sorted(Number.objects.values_list("value", flat=True)) == sorted(got)


def test_the_pages_of_the_books(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    van, lan = signed_in("van"), signed_in("lan")
    assert van.post("/van-thu/so/mo/", {"code": "KH", "last": "22"}).status_code == 302
    given = {"kind": "ke-hoach", "flow": "outgoing", "title": "Học tập nghị quyết", "dated": "03/07/2023", "signer": "Đặng Quốc Khánh Hòa"}  # fmt: skip
    assert van.post("/van-thu/so/cap-so/", given).status_code == 302
    assert van.post("/van-thu/so/cap-so/", given | {"dated": "04/07/2023"}).status_code == 422
    second = van.post("/van-thu/so/cap-so/", given)
    assert second.status_code == 422 and "Đã cấp số 23-KH/ĐU" in second.content.decode()
    assert van.post("/van-thu/so/cap-so/", given | {"again": "on"}).status_code == 302
    page = lan.get("/van-thu/so/?so=outgoing").content.decode()
    assert "23-KH/ĐU" in page and "thiếu 22 số: 1–22" in page and "Hủy số" not in page
    with acting_as(cast.actor("van")):
        book, row = Book.objects.get(code="KH"), Number.objects.get(words="23-KH/ĐU")
    form = van.get(f"/van-thu/so/{book.pk}/so-cu/").content.decode()
    assert "Nhập sổ cũ: KH" in form and 'value="1"' in form and 'value="bao-cao"' not in form
    old = {"value": "5", "kind": "ke-hoach", "flow": "outgoing", "title": "Cũ", "dated": "12/01/2022"}
    assert van.post(f"/van-thu/so/{book.pk}/so-cu/", old).status_code == 302
    assert van.post(f"/van-thu/so/{book.pk}/so-cu/", old).status_code == 422
    assert van.post(f"/van-thu/so/{row.pk}/huy/", {"reason": "Cấp nhầm"}).status_code == 302
    assert "Cấp nhầm" in lan.get("/van-thu/so/?tim=23-KH").content.decode()
    assert lan.get("/van-thu/so/so.xlsx").content[:2] == b"PK"


def test_an_own_paper_that_was_read_is_entered_under_its_printed_number(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    document, van = story.tell(cast).document, cast.actor("van")
    page = signed_in("van")
    assert "chưa có trong sổ" in page.get("/van-thu/so/").content.decode()
    assert page.post(f"/van-thu/so/ghi/{document.pk}/").status_code == 302
    with acting_as(van):
        row = Number.objects.get(document=document)
        assert (row.words, row.old, row.book.last) == (document.number, True, row.value)
    assert give(cast, document.kind).value == row.value + 1
    assert page.post(f"/van-thu/so/ghi/{document.pk}/").status_code == 404


def test_the_report_counts_the_books_without_cancelled_numbers(cast: Cast) -> None:
    from nennep.figures.registry import FIGURES, Period
    from nennep.org.queries import ask

    van = cast.actor("van")
    give(cast)
    second = give(cast)
    with acting_as(van), transaction.atomic():
        actions.cancel_number(second, by=van, reason="Nhầm")
        actions.enter_incoming(
            cast.units["BV"], by=van, received_on=date(2023, 7, 3), sender="Khối", title="về việc họp"
        )
        asked = ask(cast.units["BV"], Period(date(2023, 7, 1), date(2023, 8, 1)))
        assert [FIGURES[code].count(asked).part for code in ("documents.issued", "documents.received")] == [1, 1]
        before = ask(cast.units["BV"], Period(date(2023, 6, 1), date(2023, 7, 1)))
        assert FIGURES["documents.issued"].count(before).part == 0
