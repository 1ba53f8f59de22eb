"""Verifying: is any sealed line changed or missing, is any seal broken, does any sealed row differ from its last line."""

import hashlib
from dataclasses import dataclass, field

import psycopg

from nennep.journal.registry import BATCH_DIGEST, BATCH_ROWS, SEALED, commitment_of, digest_sql
from nennep.journal.sealing import head_of, line_hash

LINES = """select s.seal_number, s.line_id, s.hash, l.id, l.ref::text, extract(epoch from l.at)::text, l.account_id, l.seat, l.verb, l.subject,
  l.row_id, l.unit_id, l.person_id, l.digest, l.commitment
  from journal_sealedline s left join journal_line l on l.id = s.line_id order by s.seal_number, s.line_id"""


@dataclass
class Verdict:
    """What was found. ``good`` when nothing is wrong."""

    lines: int = 0
    seals: int = 0
    unsealed: int = 0
    rows: int = 0
    erased: int = 0
    head: str = ""
    wrong: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not self.wrong


def verify(connection: psycopg.Connection, head: str = "") -> Verdict:
    """Check the whole chain and every sealed row against its last line; ``head`` is one kept outside, to be found in it."""
    verdict = Verdict()
    batches = _lines(connection, verdict)
    _seals(connection, batches, verdict, head)
    _batches(connection, verdict)
    _details(connection, verdict)
    for table in SEALED:
        _rows(connection, table, verdict)
    waiting = connection.execute(
        "select count(*) from journal_line l where not exists (select 1 from journal_sealedline s where s.line_id = l.id)"
    ).fetchone()
    verdict.unsealed = waiting[0] if waiting else 0
    return verdict


def _lines(connection: psycopg.Connection, verdict: Verdict) -> dict[int, list[str]]:
    batches: dict[int, list[str]] = {}
    with connection.cursor(name="lines") as cursor:
        cursor.itersize = 20_000
        cursor.execute(LINES)
        for seal, number, sealed, found, *rest in cursor:
            verdict.lines += 1
            batches.setdefault(seal, []).append(sealed)
            if found is None:
                verdict.wrong.append(f"Dòng {number}: bị mất.")
            elif line_hash([found, *rest]) != sealed:
                verdict.wrong.append(f"Dòng {number}: bị sửa sau khi niêm phong.")
    return batches


def _seals(connection: psycopg.Connection, batches: dict[int, list[str]], verdict: Verdict, head: str) -> None:
    previous, seen = "", not head
    for number, count, last, batch, kept in connection.execute(
        "select number, count, last_line, batch, head from journal_seal order by number"
    ):
        verdict.seals += 1
        now = hashlib.sha256("".join(batches.get(number, [])).encode()).hexdigest()
        if now != batch or kept != head_of(previous, batch, count, last) or len(batches.get(number, [])) != count:
            verdict.wrong.append(f"Niêm phong {number}: không khớp.")
        previous, seen = kept, seen or kept == head
    verdict.head = previous
    if not seen:
        verdict.wrong.append("Không thấy đầu niêm phong đã cho trong chuỗi.")


def _batches(connection: psycopg.Connection, verdict: Verdict) -> None:
    """Lines of bulk verbs whose digest is not that of the digests kept for their rows."""
    rows = connection.execute(
        f"""select l.id, l.digest = x.digest from journal_line l join lateral (
          select {BATCH_DIGEST} digest from journal_batchpart p where p.ref = l.ref
        ) x on true where l.row_id = '' and l.digest <> ''"""
    )
    verdict.wrong += [f"Dòng {line}: danh sách của lần nhập đã bị sửa." for line, same in rows if not same]


def _details(connection: psycopg.Connection, verdict: Verdict) -> None:
    """Details that are not what their line committed to. One that is gone was erased by retention: counted, not wrong."""
    with connection.cursor(name="details") as cursor:
        cursor.itersize = 20_000
        cursor.execute(
            """select l.id, l.commitment, d.salt, d.says, d.changes from journal_line l
              left join journal_detail d on d.ref = l.ref where l.commitment <> '' order by l.id"""
        )
        for line, commitment, salt, says, changes in cursor:
            if salt is None:
                verdict.erased += 1
            elif commitment_of(salt, says, changes) != commitment:
                verdict.wrong.append(f"Dòng {line}: lời và giá trị kèm theo đã bị sửa.")


def _rows(connection: psycopg.Connection, table: str, verdict: Verdict) -> None:
    """Rows that are gone, or whose digest is not that of the last line about them; no verb deletes a sealed row.

    Rows never journaled are left out.
    """
    rows = connection.execute(
        f"""with last as (select distinct on (row_id) row_id, digest from (
            select l.row_id, l.id, l.digest from journal_line l where l.subject = %(table)s and l.row_id <> '' and l.digest <> ''
            union all
            {BATCH_ROWS}
            where l.subject = %(table)s and l.row_id = '') told order by row_id, id desc)
          select last.row_id, r.id is null, {digest_sql(table, "r")} = last.digest
          from last left join {table} r on r.id::text = last.row_id""",
        {"table": table},
    )
    for row, gone, same in rows:
        verdict.rows += 1
        if gone:
            verdict.wrong.append(f"{table} {row}: có trong nhật ký nhưng không còn trong dữ liệu.")
        elif not same:
            verdict.wrong.append(f"{table} {row}: khác với dòng nhật ký cuối cùng về nó.")
