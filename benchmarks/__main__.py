"""``python -m benchmarks [--state FOLDER]``: prints the table and writes benchmarks/result.json.

Without a folder a demo organisation is measured; a folder filled by ``nennep scale`` is measured as a nation. Each line
has its limit; a line over it is marked, never hidden.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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


def main() -> int:
    """Measure and print."""
    given = argparse.ArgumentParser()
    given.add_argument("--state", type=Path)
    asked = given.parse_args()
    os.environ["NENNEP_TODAY"], os.environ["NENNEP_DEMO"] = "2023-07-03", "1"
    os.environ["NENNEP_STATE"] = str(
        asked.state or tempfile.mkdtemp(prefix="nennep-bench-", dir="/var/lib" if os.geteuid() == 0 else None)
    )
    from nennep.config.commands import ready

    running = ready()
    from benchmarks import measures

    rows = measures.run(nation=asked.state is not None, median=median_ms)
    rows.append(("memory of this process, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, None, 150.0))
    print(f"{'what':<62}{'measured':>10}{'reference':>11}{'limit':>8}")
    for what, value, reference, limit in rows:
        mark = "" if limit is None or value <= limit else "  over"
        print(
            f"{what:<62}{value:>10.1f}{'' if reference is None else f'{reference:.1f}':>11}{'' if limit is None else f'{limit:g}':>8}{mark}"
        )
    table = [dict(zip(("what", "measured", "reference", "limit"), row, strict=True)) for row in rows]
    name = "nation" if asked.state else "demo"
    (ROOT / "benchmarks" / f"result-{name}.json").write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n")
    if running is not None:
        running.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
