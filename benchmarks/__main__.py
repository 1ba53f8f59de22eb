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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks import measures

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


def loading(account: str, undo: bool) -> list[tuple[str, float, float | None, float | None]]:
    """A roll of 100,000 from Excel, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        given = os.environ | {
            "BENCH_ACCOUNT": account,
            "BENCH_FILE": f"{folder}/roll.xlsx",
            "PYTHONPATH": str(ROOT / "src"),
        }
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.loading"], env=given | ({"BENCH_UNDO": "1"} if undo else {}), cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout  # fmt: skip
    found = json.loads(told.strip().splitlines()[-1])
    return [
        ("roll of 100,000 from Excel: read, checked, shown, s", found["preview"], None, None),
        ("roll of 100,000 from Excel: taken in, s", found["commit"], None, None),
        (
            "roll of 100,000 from Excel: whole, s",
            found["preview"] + found["commit"],
            found["bare"],
            40.0 if undo else 8.0,
        ),
        ("roll of 100,000 from Excel: memory, MB", found["megabytes"], None, 300.0),
    ]


def main() -> int:
    """Measure and print."""
    given = argparse.ArgumentParser()
    given.add_argument("--state", type=Path, help="a folder filled by `nennep scale`")
    given.add_argument("--no-install", action="store_true", help="leave the fresh clone out")
    asked = given.parse_args()
    os.environ["NENNEP_TODAY"], os.environ["NENNEP_DEMO"] = "2023-07-03", "1"
    os.environ["NENNEP_STATE"] = str(
        asked.state or tempfile.mkdtemp(prefix="nennep-bench-", dir="/var/lib" if os.geteuid() == 0 else None)
    )
    from nennep import server
    from nennep.config.commands import ready

    urls, running = server.ensure()
    owner = urls.owner
    ready()
    from benchmarks import installing, measures, moving, reading, serving

    nation = asked.state is not None
    accounts = measures.people(nation)
    rows = measures.run(accounts, owner, median_ms)
    rows.append(("memory of this process, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, None, 150.0))
    rows += moving.run(accounts["all"])
    rows += reading.run()
    rows += serving.run(accounts["university"], owner)
    rows += loading(accounts["university"].username, undo=nation)
    if not nation and not asked.no_install:
        rows.append(installing.run(ROOT))
    show(rows)
    table = [dict(zip(("what", "measured", "reference", "limit"), row, strict=True)) for row in rows]
    name = "nation" if nation else "demo"
    (ROOT / "benchmarks" / f"result-{name}.json").write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n")
    if running is not None:
        running.stop()
    return 0


def show(rows: "list[measures.Row]") -> None:
    """The table; a line over its limit is marked."""
    print(f"{'what':<76}{'measured':>10}{'reference':>11}{'limit':>8}")
    for what, value, reference, limit in rows:
        mark = "" if limit is None or value <= limit else "  over"
        known, most = "" if reference is None else f"{reference:.1f}", "" if limit is None else f"{limit:.4g}"
        print(f"{what:<76}{value:>10.1f}{known:>11}{most:>8}{mark}")


if __name__ == "__main__":
    sys.exit(main())
