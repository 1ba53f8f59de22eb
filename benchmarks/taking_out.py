"""``python -m benchmarks.taking_out``: the whole roll taken out to Excel in both its forms, and brought in again unchanged,
in a process of its own; prints JSON."""

import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.loading import most_memory


def main() -> int:
    """Take out, reading it back by the plain ways as a reference, then check the same file again."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
    from nennep.config.commands import ready

    ready()
    from django.db import transaction

    from nennep.accounts.models import Account
    from nennep.config.actors import actor_of
    from nennep.core.clock import today
    from nennep.core.scope import acting_as
    from nennep.members import actions, lists, queries
    from nennep.org.models import Unit

    by = actor_of(Account.objects.get(username=os.environ["BENCH_ACCOUNT"]))
    asked = queries.Asked(day=today())
    found: dict[str, Any] = {"before": most_memory()}
    with tempfile.TemporaryFile() as file:
        for name, write in (("summary", lists.summary), ("roll", lists.roll)):
            file.seek(0)
            file.truncate()
            begun = time.perf_counter()
            with acting_as(by), transaction.atomic():
                found["rows"] = write(lists.listed(queries.members(by, asked), by), file)
            found[name] = time.perf_counter() - begun
        found["megabytes"] = most_memory()
        with acting_as(by), transaction.atomic():
            found |= plain(by, asked)
        file.seek(0)
        data = file.read()
    begun = time.perf_counter()
    with acting_as(by), transaction.atomic():
        assert by.home is not None
        row = actions.read_import(Unit.objects.get(pk=by.home.unit_id), by=by, kind="roll", name="r.xlsx", data=data)
    found |= {
        "again": time.perf_counter() - begun,
        "faults": len(row.faults),
        "same": row.told["same"],
        "total": row.total,
    }
    print(json.dumps(found))
    return 0


def plain(by: Any, asked: Any) -> dict[str, float]:
    """The references, in seconds: the same values by one statement copied as CSV, and by openpyxl's plain writer."""
    import openpyxl
    from django.db import connection

    statement = """copy (select m.full_name, p.sex, p.born_on, p.ethnicity, p.native_place, p.category, p.work_title, p.degree, p.theory, p.card_no,
      '' citizen, (select max(decided_on) from members_admission a where a.person_id = p.id),
      (select min(since) from members_membership o where o.person_id = p.id and o.status = 'official'), u.code, p.id
      from members_membership m join members_person p on p.id = m.person_id join org_unit u on u.id = m.unit_id
      where m.association = 'party' and m.placement = 'counted' and m.until = '9999-12-31' order by m.sort_key, m.id) to stdout with csv"""
    begun, text = time.perf_counter(), io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for part in copy:
            text.write(part)
    copied = time.perf_counter() - begun
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    for line in text.getvalue().decode().splitlines():
        page.append(line.split(","))
    book.save(io.BytesIO())
    return {"csv": copied, "openpyxl": time.perf_counter() - begun}


if __name__ == "__main__":
    sys.exit(main())
