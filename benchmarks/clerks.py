"""The clerks' desk in quantity: words looked up in 100,000 papers, papers and minutes set as PDF, a thousand in one batch.

The papers have invented texts; the owner writes them as one batch and takes them away afterwards; what is written besides is undone. The reference of a search is the same words looked for by plain SQL.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

import psycopg
from django.db import transaction

from benchmarks.measures import Median, Row, inside, plain
from nennep.config.actors import actor_of
from nennep.core.actor import Actor
from nennep.core.clock import now
from nennep.core.scope import acting_as
from nennep.documents.models import Document, Status
from nennep.meetings import papers as minuted
from nennep.meetings.models import Meeting, Minutes
from nennep.meetings.queries.minutes import Part
from nennep.office import actions as office
from nennep.office import papers as written
from nennep.office.models import Batch, Draft
from nennep.office.queries.finding import Asked, find
from nennep.org.models import Unit
from nennep.press.paper import Paper
from nennep.press.pdf import pdf

PAPERS, BODIES_APART, LETTERS, FIRST = 100_000, 500, 1000, 900_000_000
SEARCHES = {
    "two common words": Asked(words="kết nạp đảng viên"),
    "one paper of all": Asked(words="xã số 77123"),
    "words apart, without marks": Asked(words="ra soat quy che nguon"),
    "a kind and a year": Asked(words="sinh hoạt chi bộ", kind="ke-hoach", year="2021"),
}
SENTENCES = """array['kết nạp đảng viên mới trong sinh viên', 'rà soát quy chế làm việc của cấp ủy', 'nâng cao chất lượng sinh hoạt chi bộ',
  'tạo nguồn phát triển đảng từ đoàn viên ưu tú', 'kiểm tra, giám sát chuyên đề tổ chức đảng', 'học tập, quán triệt nghị quyết của Đại hội',
  'thu, nộp đảng phí đúng hạn', 'chuyển đổi số trong công tác văn phòng', 'đánh giá, xếp loại chất lượng hằng năm', 'kiện toàn cấp ủy chi bộ trực thuộc',
  'bồi dưỡng nghiệp vụ cho bí thư chi bộ', 'tiếp dân, giải quyết đơn thư', 'quy hoạch cán bộ lãnh đạo, quản lý']"""
BODIES = f"""
create temporary table bodies on commit drop as
select b, s.a[1 + b %% 13] title, string_agg(s.a[1 + (b * 7 + k * k) %% 13] || ', giao tổ ' || (b * k) %% 97 || ' thực hiện trong quý ' || 1 + k %% 4, '. ') body
from generate_series(0, %(bodies)s - 1) b, generate_series(1, 8) k, (select {SENTENCES} a) s group by 1, 2"""
COPIES = """
insert into documents_document
select r.* from generate_series(1, %(papers)s) n join bodies on b = n %% %(bodies)s,
  lateral jsonb_populate_record(null::documents_document, %(model)s::jsonb || jsonb_build_object('id', %(first)s + n, 'number', n || '-KH/ĐU',
    'dated', date '2015-01-01' + n %% 3000, 'kind', (array['ke-hoach', 'nghi-quyet', 'thong-bao', 'cong-van'])[1 + n %% 4],
    'title', 'về việc ' || title, 'text', body || '. Thực hiện tại xã số ' || n)) r"""
LEAVES = """
insert into office_leaf (document_id, unit_key, issuer_id, level, kind, direction, dated, words)
select d.id, d.unit_key, null, 'own', d.kind, d.direction, d.dated, w.words || office_words(d.number, '', '', '', 'xã số ' || d.id - %(first)s)
from documents_document d join (select b, office_words('', title, '', '', body) words from bodies offset 0) w on w.b = (d.id - %(first)s) %% %(bodies)s
where d.id > %(first)s"""


class _Undo(Exception):
    """Ends a transaction whose rows are not to stay."""


def run(account: Any, owner: str, median: Median) -> list[Row]:
    """Every measure as an account that keeps an office."""
    rows = _setting(account, median)
    with _many(account, owner):
        rows += [_search(account, name, asked, median) for name, asked in SEARCHES.items()]
    return rows


@contextmanager
def _many(account: Any, owner: str) -> Iterator[None]:
    """A hundred thousand papers more in the account's unit; the index over words is built once, behind them."""
    model = inside(account, _shape)()
    values = {"first": FIRST, "papers": PAPERS, "bodies": BODIES_APART, "model": json.dumps(model, default=str)}
    with psycopg.connect(owner, autocommit=True) as free:
        index = free.execute("select indexdef from pg_indexes where indexname = 'office_leaf_words'").fetchone()
        assert index is not None
        try:
            with free.transaction():
                free.execute("set constraints all immediate")
                free.execute("alter table documents_document disable trigger user")
                free.execute("drop index office_leaf_words")
                free.execute(BODIES, values)
                free.execute(COPIES, values)
                free.execute(LEAVES, values)
                free.execute(index[0])
                free.execute("alter table documents_document enable trigger user")
            free.execute("analyze documents_document, office_leaf")
            yield
        finally:
            with free.transaction():
                free.execute("set constraints all immediate")
                free.execute("alter table documents_document disable trigger user")
                free.execute("delete from office_leaf where document_id > %(first)s", values)
                free.execute("delete from documents_document where id > %(first)s", values)
                free.execute("alter table documents_document enable trigger user")
            free.execute("vacuum (analyze) documents_document, office_leaf")


def _shape(actor: Actor) -> dict[str, Any]:
    """The columns of a registered paper of the account's unit."""
    unit = _home(actor)
    row = Document(
        unit=unit,
        unit_key=unit.key,
        status=Status.REGISTERED,
        issuer=unit.name,
        entered_by=actor.account_id,
        entered_at=now(),
    )
    return {str(field.column): field.value_from_object(row) for field in Document._meta.concrete_fields}


def _search(account: Any, name: str, asked: Asked, median: Median) -> Row:
    found = inside(account, lambda actor: find(actor, asked)[0])
    assert found(), name
    sql = "select id, title from documents_document where text ilike %s order by dated desc limit 60"
    reference = median(inside(account, lambda _actor: plain(sql, [f"%{asked.words}%"])()), 1)
    return (f"{PAPERS:,} papers searched: {name}, ms (reference: ilike)", median(found), reference, 100.0)


def _setting(account: Any, median: Median) -> list[Row]:
    """A plan of two pages, minutes, and a thousand letters as one archive."""
    rows: list[Row] = []
    actor = actor_of(account)
    try:
        with acting_as(actor), transaction.atomic():
            plan = written.paper(_plan(actor))
            anew = count(1)  # the typesetter remembers what it has set: every run sets other words

            def planned() -> bytes:
                return pdf(replace(plan, blocks=written.blocks(_body(next(anew)))))

            rows.append(("PDF of a plan of two pages, ms", median(planned, 15), None, 50.0))
            rows.append(("PDF of minutes, ms", median(lambda: pdf(_minutes(actor, next(anew))), 15), None, 60.0))
            rows.append(_batch(actor))
            raise _Undo
    except _Undo:
        return rows


def _minutes(actor: Actor, mark: int) -> Paper:
    """Minutes of a cell's meeting with eight matters, two pages long."""
    meeting = Meeting(
        unit=_home(actor), title="Sinh hoạt chi bộ tháng 6", starts_at=now(), chair="Trần Thị Hòa", keeper="Lê Văn Minh"
    )
    talk = (
        f"Chi bộ thảo luận lần {mark}, thống nhất giao chi ủy rà soát từng việc, phân công người phụ trách và báo cáo. "
        * 3
    )
    parts = [
        Part("head", "I. NỘI DUNG"),
        *(part for n in range(1, 9) for part in (Part("item", f"{n}. Nội dung thứ {n}"), Part("text", talk))),
    ]
    return minuted.paper(Minutes(meeting=meeting), parts)


def _plan(actor: Actor) -> Draft:
    return _draft(actor, "ke-hoach", "nâng cao chất lượng sinh hoạt chi bộ", _body(0))


def _body(mark: int) -> str:
    """Two pages of points."""
    point = f"Chi bộ rà soát nguồn kết nạp lần {mark}, phân công đảng viên giúp đỡ quần chúng ưu tú và báo cáo Đảng ủy."
    points = "\n".join(f"{at}. {point}" for at in range(1, 8))
    return "\n".join(f"{part}. NHIỆM VỤ VÀ GIẢI PHÁP\n{points}" for part in ("I", "II", "III"))


def _home(actor: Actor) -> Unit:
    assert actor.home is not None
    return Unit.objects.get(pk=actor.home.unit_id)


def _draft(actor: Actor, kind: str, title: str, body: str) -> Draft:
    return office.draft_paper(
        _home(actor), by=actor, kind=kind, title=title, body=body, authority="T/M BAN THƯỜNG VỤ", post="BÍ THƯ"
    )


def _batch(actor: Actor) -> Row:
    letter = _draft(
        actor,
        "cong-van",
        "mời dự hội nghị",
        "Kính gửi: …\n" + "Trân trọng kính mời đồng chí dự hội nghị tổng kết năm.\n" * 12,
    )
    names = [f"Chi bộ số {n}" for n in range(LETTERS)]
    batch = Batch.objects.create(draft=letter, unit_key=letter.unit_key, names=names, made_by=actor.name, made_at=now())
    begun = time.perf_counter()
    office.make_batch(batch, tell=lambda _done: None)
    each = (time.perf_counter() - begun) * 1000 / LETTERS
    return (f"{LETTERS:,} letters as one batch, ms each", each, None, 50.0)
