"""``python -m benchmarks.loading``: a roll from an Excel file, in a process of its own; prints JSON.

``BENCH_PEOPLE`` rows, 100,000 where it is not set; ``BENCH_FROM`` the first identity number, so that a second roll is of
other people.
"""

import io
import json
import os
import random
import sys
import time
from pathlib import Path

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "100000"))
FROM = int(os.environ.get("BENCH_FROM", "0"))


def roll(codes: list[str]) -> bytes:
    """A workbook with the roll; every identity number differs."""
    import xlsxwriter

    from nennep.config.cast.names import Namer
    from nennep.members.imports import kinds

    namer, chance, file = Namer(3 + FROM), random.Random(1 + FROM), io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet()
    for place, heading in enumerate(kinds.ROLL):
        sheet.write_string(0, place, heading.title)
    for line in range(1, PEOPLE + 1):
        namer.used.clear()
        name, sex = namer.person()
        born = f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{chance.randint(1950, 2003)}"
        joined = chance.randint(1995, 2021)
        row = [
            name, "Nam" if sex == "m" else "Nữ", born, "Kinh", "Hà Nội", "Giảng viên", "Khoa", "Thạc sĩ", "Trung cấp", "", f"{FROM + line:012d}",
            f"19/05/{joined}", f"19/05/{joined + 1}", codes[line % len(codes)],
        ]  # fmt: skip
        for place, value in enumerate(row):
            sheet.write_string(line, place, value)
    book.close()
    return file.getvalue()


def main() -> int:
    """Read, check, preview and take in; on a nation everything is undone at the end."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
    from nennep.config.commands import ready

    ready()
    from django.db import transaction

    from nennep.accounts.models import Account
    from nennep.config.actors import actor_of
    from nennep.core.clock import today
    from nennep.core.scope import acting_as
    from nennep.members import access, actions
    from nennep.org.models import Unit

    by = actor_of(Account.objects.get(username=os.environ["BENCH_ACCOUNT"]))
    with acting_as(by), transaction.atomic():
        assert by.home is not None
        unit = Unit.objects.get(pk=by.home.unit_id)
        cells = access.load_into.rows(by).filter(kind__is_cell=True, kind__association="party", until__gt=today())
        codes = list(cells.values_list("code", flat=True)[:400])
    made = Path(os.environ["BENCH_FILE"])
    made.write_bytes(roll(codes))
    data = made.read_bytes()
    with acting_as(by), transaction.atomic():
        begun = time.perf_counter()
        row = actions.read_import(unit, by=by, kind="roll", name="roll.xlsx", data=data)
        read = time.perf_counter()
        assert not row.faults, row.faults[:3]
        actions.take_import(row, by=by)
        taken = time.perf_counter()
        transaction.set_rollback(bool(os.environ.get("BENCH_UNDO")))
    done = time.perf_counter() if not os.environ.get("BENCH_UNDO") else taken
    megabytes = most_memory()
    print(json.dumps({"preview": read - begun, "commit": done - read, "megabytes": megabytes, "bare": bare(data)}))
    return 0


def most_memory() -> float:
    """The most megabytes this process held; the figure of ``resource`` would begin with what its parent held."""
    words = Path("/proc/self/status").read_text().split("VmHWM:")[1].split()
    return int(words[0]) / 1024


def bare(data: bytes) -> float:
    """The reference, in seconds: the same file read by the same reader and copied as text into a table without checks,
    indexes, history or journal."""
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    begun = time.perf_counter()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    with transaction.atomic(), connection.cursor() as cursor:
        columns = ", ".join(f"c{place} text" for place in range(len(rows[0])))
        cursor.execute(f"create temporary table bare ({columns}) on commit drop")
        with cursor.copy("copy bare from stdin") as copy:
            for row in rows[1:]:
                copy.write_row(row)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
