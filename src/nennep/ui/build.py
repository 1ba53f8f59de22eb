"""Builds what the browser needs, at install: fonts cut to our letters, one style sheet, scripts, translations.

``python -m nennep.ui.build`` is quick when nothing changed. Nothing it writes is committed.
"""

import gzip
import hashlib
import importlib
import io
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE / "static" / "built"
LETTERS = (
    "".join(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100)))
    + "ĂăĐđĨĩŨũƠơƯư" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA))
    + "–—‘’“”…•→←↑↓≥≤−×✓⁄₫̣́̀̉̃"
)  # fmt: skip


def package(name: str) -> Path:
    """The folder of an installed package."""
    file = importlib.import_module(name).__file__
    assert file is not None
    return Path(file).parent


def cut(source: Path, target: Path, *, weights: tuple[int, int] | None = None) -> None:
    """Write a woff2 of a face with our letters only; ``weights`` limits a variable face."""
    from fontTools import subset, ttLib
    from fontTools.varLib import instancer

    font = ttLib.TTFont(source)
    options = subset.Options(layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "tnum"], hinting=False)
    options.drop_tables += ["DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    if weights:
        font = instancer.instantiateVariableFont(font, {"wdth": None, "wght": weights})
    font.flavor = "woff2"
    data = io.BytesIO()
    font.save(data)
    target.write_bytes(data.getvalue())


def fonts() -> None:
    """Noto Sans for text and tables, Be Vietnam Pro for headings."""
    folder = BUILT / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    cut(package("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf", folder / "text.woff2", weights=(400, 700))
    cut(package("fontpkg_be_vietnam_pro") / "files" / "BeVietnamPro-SemiBold.ttf", folder / "head.woff2")


def styles() -> str:
    """Our style sheets as one, small."""
    import lightningcss

    text = "\n".join(path.read_text() for path in sorted((HERE / "css").glob("*.css")))
    return str(lightningcss.process_stylesheet(text, filename="app.css", minify=True))


def scripts() -> None:
    """htmx from its package, and our own manners."""
    htmx = package("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    shutil.copyfile(htmx, BUILT / "htmx.js")
    for path in (HERE / "js").glob("*.js"):
        lines = [line.strip() for line in path.read_text().splitlines() if not line.strip().startswith("//")]
        (BUILT / path.name).write_text("\n".join(lines))


def fingerprint() -> str:
    """Changes when any input of the build does."""
    inputs = [*HERE.glob("css/*"), *HERE.glob("js/*"), Path(__file__), *HERE.parent.glob("*/locale/*/LC_MESSAGES/*.po")]
    parts = [f"{path.relative_to(HERE.parent)}{path.read_bytes()!r}" for path in sorted(inputs)]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def build(*, again: bool = False) -> bool:
    """Build everything that is out of date; whether anything was."""
    from nennep.ui import messages

    stamp = BUILT / "stamp"
    mark = fingerprint()
    if not again and stamp.exists() and stamp.read_text() == mark:
        return False
    BUILT.mkdir(parents=True, exist_ok=True)
    if again or not (BUILT / "fonts" / "head.woff2").exists():
        fonts()
    (BUILT / "app.css").write_text(styles())
    scripts()
    for path in BUILT.glob("*.[cj]s*"):
        if path.suffix != ".gz":
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    messages.compile_all()
    stamp.write_text(mark)
    return True


if __name__ == "__main__":
    build(again="--again" in sys.argv)
