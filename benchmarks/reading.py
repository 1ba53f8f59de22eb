"""The reader alone: papers a second, files of each kind, scans, memory. Run by itself: ``python -m benchmarks.reading``.

Everything is processor time of one core, so that a busy machine changes little. Papers are those of the shared folder
where there is one, else the invented ones of the tests.
"""

import io
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from nennep.reader import intake  # noqa: E402
from nennep.reader.formats import scans  # noqa: E402
from nennep.reader.papers import read  # noqa: E402
from nennep.reader.reading import Page  # noqa: E402
from nennep.reader.taken import Taken  # noqa: E402

Row = tuple[str, float, float | None, float | None]
CODE = re.compile(r"\d+ ?[-/] ?[A-ZĐ]+(?:[/-][A-ZĐ]+)*")
SECONDS = 2.0


def papers() -> list[str]:
    """The texts that are read."""
    folder = Path(os.environ.get("NENNEP_SHARED", ROOT.parent / "shared")) / "seeds"
    own = ROOT / "src" / "nennep" / "reader" / "tests" / "papers"
    files = sorted(folder.glob("*.txt")) or sorted(own.glob("*.txt"))
    return [file.read_text(encoding="utf-8") for file in files]


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, children included, of one run; the best of as many as fit into two seconds."""
    best, begun = float("inf"), time.perf_counter()
    while time.perf_counter() - begun < SECONDS or best == float("inf"):
        before = _cpu()
        work()
        best = min(best, _cpu() - before)
    return best * 1000


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def run() -> list[Row]:
    """Every measure, with the naive pass as reference and the limit."""
    texts = papers()
    naive = spent(lambda: [CODE.findall(text) for text in texts]) / len(texts)
    mean = spent(lambda: [read(text) for text in texts]) / len(texts)
    rows: list[Row] = [
        ("reading a paper of plain text, ms (reference: one regex for codes)", mean, naive, 5.0),
        ("papers of plain text a second and core", 1000 / mean, 1000 / naive, None),
        ("reading the longest paper, ms", spent(lambda: read(max(texts, key=len))), None, 10.0),
    ]
    files = {"docx": _docx(texts), "pdf": _pdf(texts)}
    for kind, limit in (("docx", 30.0), ("pdf", 40.0)):
        took = spent(partial(_take_all, files[kind])) / len(texts)
        rows.append((f"text of a {kind} file, ms", took, None, limit))
    if scans.ready():
        rows += scanned(files["pdf"], texts)
    rows.append(("memory of a reading process, MB", memory(files["pdf"][0], False), None, 250.0))
    if scans.ready():
        rows.append(
            ("memory of a reading process with Tesseract, MB", memory(scan(files["pdf"][0]), True), None, 600.0)
        )
    return rows


def _take_all(files: list[bytes]) -> list[Taken]:
    return [intake.take(data) for data in files]


def _docx(texts: list[str]) -> list[bytes]:
    import docx

    found = []
    for text in texts:
        paper, held = docx.Document(), io.BytesIO()
        for line in text.split("\n"):
            paper.add_paragraph(line)
        paper.save(held)
        found.append(held.getvalue())
    return found


def _pdf(texts: list[str]) -> list[bytes]:
    import typst

    page = '#set text(font: ("Times New Roman", "Liberation Serif", "Tinos", "Noto Serif"), size: 14pt, lang: "vi", hyphenate: false)\n#sys.inputs.text'
    compiler = typst.Compiler()
    shown = [re.sub(r"\n+", "\n\n", text) for text in texts]
    made = [compiler.compile(input=page.encode(), sys_inputs={"text": one}) for one in shown]
    return [data for data in made if isinstance(data, bytes)]


def scan(data: bytes) -> bytes:
    """A PDF printed and scanned: 300 dpi, turned by 0.6°, with grain."""
    import pypdfium2
    from PIL import Image, ImageChops

    pages = []
    with pypdfium2.PdfDocument(data) as paper:
        for page in paper:
            picture = (
                page.render(scale=300 / 72, grayscale=True)
                .to_pil()
                .rotate(0.6, Image.Resampling.BICUBIC, fillcolor=250)
            )
            pages.append(ImageChops.add(picture, Image.effect_noise(picture.size, 20), scale=1, offset=-128))
    held = io.BytesIO()
    pages[0].save(held, "PDF", save_all=True, append_images=pages[1:], resolution=300, quality=70)
    return held.getvalue()


def scanned(files: list[bytes], texts: list[str]) -> list[Row]:
    """Time for a scanned page, and the share of codes, dates and targets still right at the end."""
    pages, before, hits, totals = 0, _cpu(), [0, 0, 0], [0, 0, 0]
    spent_on = 0.0
    for data, text in zip(files, texts, strict=True):
        pictures = scan(data)
        before = _cpu()
        taken = intake.take(pictures, "scan.pdf")
        spent_on += _cpu() - before
        pages += len({piece.page for piece in taken.pieces})
        for index, (right, found) in enumerate(zip(_facts(text), _facts(taken.text), strict=True)):
            left = list(found)
            totals[index] += len(right)
            for one in right:
                if one in left:
                    left.remove(one)
                    hits[index] += 1
    shares = [100 * hit / max(1, total) for hit, total in zip(hits, totals, strict=True)]
    return [
        ("recognising a scanned page, s", spent_on / max(1, pages), None, 3.0),
        ("codes right after a scan, % (90 asked)", shares[0], None, None),
        ("dates right after a scan, % (90 asked)", shares[1], None, None),
        ("targets right after a scan, % (70 asked)", shares[2], None, None),
    ]


def _facts(text: str) -> tuple[list[object], list[object], list[object]]:
    paper = read(text)
    own = [paper.header.number.value] if paper.header.number else []
    codes: list[object] = [*own, *(cited.number for cited in paper.citations)]
    dates: list[object] = [found.token for found in Page(text).times if found.rule == "time.day"]
    targets: list[object] = [(one.comparator, one.value, one.of, one.unit_class) for one in paper.targets]
    return codes, dates, targets


def memory(data: bytes, ocr: bool) -> float:
    """The most memory of a process that takes in and reads one file, with the programs it starts, in megabytes."""
    code = (
        "import re, resource, sys\n"
        "from nennep.reader import intake\n"
        "from nennep.reader.papers import read\n"
        "read(intake.take(sys.stdin.buffer.read(), 'a.pdf').text)\n"
        "own = int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        "children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        f"print(own + (children if {ocr} else 0))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], input=data, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, check=True
    )  # fmt: skip
    return int(told.stdout) / 1024


if __name__ == "__main__":
    for what, measured, reference, limit in run():
        beside = "" if reference is None else f"   reference {reference:.3f}"
        print(f"{what:<72}{measured:>10.2f}{beside}{'' if limit is None else f'   limit {limit:g}'}")
