"""``python -m benchmarks [--state FOLDER]``: prints the table and writes benchmarks/result.json.

Without a folder a demo organisation is measured; a folder filled by ``nennep scale`` is measured as a nation. Each line
has its limit; a line over it is marked, never hidden.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
RUNS = 7


def median_ms(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median wall time of warm runs, in milliseconds."""
    work()
    times = []
    for _run in range(runs):
        begun = time.perf_counter()
        work()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def apart(module: str, **more: str) -> dict[str, float]:
    """What a benchmark in a process of its own found."""
    given = os.environ | {"PYTHONPATH": str(ROOT / "src")} | more
    told = subprocess.run(
        [sys.executable, "-m", module], env=given, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return dict(json.loads(told.stdout.strip().splitlines()[-1]))


Row = tuple[str, float, float | None, float | None]


def loading(account: str, undo: bool) -> list[Row]:
    """Rolls of 100,000, of 200,000 and, as a stream, of 250,000 from Excel, each in a process of its own."""
    rows: list[Row] = []
    sizes = {100_000: (8.0, 300.0)} if undo else {100_000: (8.0, 300.0), 200_000: (16.0, 400.0), 250_000: (62.5, 300.0)}
    for place, (people, (limit, most)) in enumerate(sizes.items(), 1):
        with tempfile.TemporaryDirectory() as folder:
            more = {"BENCH_UNDO": "1"} if undo or people != 100_000 else {}
            found = apart(
                "benchmarks.loading", BENCH_ACCOUNT=account, BENCH_FILE=f"{folder}/roll.xlsx", BENCH_PEOPLE=str(people),
                BENCH_FROM=str(place * 1_000_000), **more,
            )  # fmt: skip
        what = f"roll of {people:,} from Excel"
        whole = found["preview"] + found["commit"]
        rows += [
            (f"{what}: read, checked, shown, s", found["preview"], None, None),
            (f"{what}: taken in, s", found["commit"], None, None),
            (f"{what}: whole, s", whole, found["bare"], 40.0 if undo else limit),
            (f"{what}: memory, MB", found["megabytes"], None, most),
        ]
    return rows


def taking_out(account: str) -> list[Row]:
    """The roll that was brought in, taken out in both forms and brought in again unchanged."""
    found = apart("benchmarks.taking_out", BENCH_ACCOUNT=account)
    what, share = f"roll of {found['rows']:,.0f} to Excel", found["rows"] / 100_000
    return [
        (f"{what}: danh sách trích ngang, s (reference: COPY as CSV)", found["summary"], found["csv"], 15.0 * share),
        (
            f"{what}: in the form of its template, s (reference: openpyxl)",
            found["roll"],
            found["openpyxl"],
            15.0 * share,
        ),
        (f"{what}: memory, MB", found["megabytes"], None, found["before"] + 60.0),
        (f"{what} and in again, {found['same']:,.0f} unchanged, s", found["again"], None, None),
    ]


def stop(running: Any) -> None:
    """Stop the database server if it was started here."""
    if running is not None:
        running.stop()


def asked_for() -> argparse.Namespace:
    """What is to be measured."""
    given = argparse.ArgumentParser()
    given.add_argument("--state", type=Path, help="a folder filled by `nennep scale`")
    given.add_argument("--no-install", action="store_true", help="leave the fresh clone out")
    given.add_argument("--excel", action="store_true", help="only what goes in and out by Excel")
    given.add_argument("--hall", action="store_true", help="only five hundred people in one hall; also with --state")
    return given.parse_args()


def main() -> int:
    """Measure and print."""
    asked = asked_for()
    os.environ["NENNEP_TODAY"], os.environ["NENNEP_DEMO"] = "2023-07-03", "1"
    os.environ["NENNEP_STATE"] = str(
        asked.state or tempfile.mkdtemp(prefix="nennep-bench-", dir="/var/lib" if os.geteuid() == 0 else None)
    )
    from nennep import server
    from nennep.config.commands import ready

    urls, running = server.ensure()
    owner = urls.owner
    ready()
    from benchmarks import clerks, desks, gathering, installing, measures, moving, people, reading, serving

    nation = asked.state is not None
    accounts = measures.people(nation)
    rows: list[Row] = []
    if asked.hall:
        show(gathering.run(accounts["university"]))
        stop(running)
        return 0
    if not asked.excel:
        rows = measures.run(accounts, owner, median_ms)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append(("memory of the process that asked all of this, MB", memory, None, None))
        rows += people.run(accounts, median_ms)
        rows += moving.run(accounts["all"]) if nation else []
        rows += reading.run()
        rows += desks.run(accounts["all"], median_ms)
        rows += [] if nation else clerks.run(accounts["university"], owner, median_ms)
        rows += serving.run(accounts["university"], owner)
        rows += gathering.run(accounts["university"])
    rows += loading(accounts["university"].username, undo=nation)
    if not nation:
        rows += taking_out(accounts["university"].username)
    if not nation and not asked.no_install and not asked.excel:
        rows.append(installing.run(ROOT))
    show(rows)
    if asked.excel:
        stop(running)
        return 0
    table = [dict(zip(("what", "measured", "reference", "limit"), row, strict=True)) for row in rows]
    name = "nation" if nation else "demo"
    (ROOT / "benchmarks" / f"result-{name}.json").write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n")
    stop(running)
    return 0


def show(rows: list[Row]) -> None:
    """The table; a line over its limit is marked."""
    print(f"{'what':<76}{'measured':>10}{'reference':>11}{'limit':>8}")
    for what, value, reference, limit in rows:
        mark = "" if limit is None or value <= limit else "  over"
        known, most = "" if reference is None else f"{reference:.1f}", "" if limit is None else f"{limit:.4g}"
        print(f"{what:<76}{value:>10.1f}{known:>11}{most:>8}{mark}")


if __name__ == "__main__":
    sys.exit(main())
