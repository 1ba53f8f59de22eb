"""Reading files from the shell."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nennep.reader import contract, intake, shell, shown
from nennep.reader.paper import Paper
from nennep.reader.papers import read
from nennep.reader.taken import Taken
from nennep.reader.unreadable import NOTES


def run(files: Sequence[str | Path], out: str | Path | None = None, form: str = "summary") -> int:
    """Read files; with ``out`` write ``<name>.pred.json`` there, else print them. 1 if any file was refused.

    ``form`` is summary, table, json or html.
    """
    refused, found = 0, []
    for path in map(Path, files):
        try:
            taken = intake.take(path.read_bytes(), path.name)
        except intake.Unreadable as problem:
            print(f"{path}: {problem.sentence} [{problem.kind}]", file=sys.stderr)
            refused = 1
            continue
        except OSError as problem:
            print(f"{path}: {_why(problem)}", file=sys.stderr)
            refused = 1
            continue
        found += [(one, read(one.text)) for one in _papers(taken)]
        refused |= _tell_refused(taken)
    if out is not None:
        for taken, paper in found:
            contract.write_pred(Path(out), Path(taken.name).stem, paper)
    elif found or form == "json":
        _print(FORMS[form](found))
    return refused


def _why(problem: OSError) -> str:
    """Why the system gave no file, in a sentence."""
    said = {FileNotFoundError: "Không có tệp này.", IsADirectoryError: "Đây là thư mục, không phải tệp.", PermissionError: "Không có quyền đọc tệp này."}  # fmt: skip
    return said.get(type(problem), f"Không mở được tệp ({problem.strerror or problem}).")


def _print(text: str) -> None:
    """Print; a reader of the pipe that has seen enough is no error."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _papers(taken: Taken) -> list[Taken]:
    """A file and the files inside it, those with a text."""
    inside = [one for part in taken.parts for one in _papers(part)]
    return [taken, *inside] if taken.text.strip() else inside


def _tell_refused(taken: Taken) -> int:
    for name, reason in taken.refused:
        print(f"{taken.name} › {name}: {intake.REASONS[reason]} [{reason}]", file=sys.stderr)  # type: ignore[index]
    return int(bool(taken.refused))


def _summaries(found: list[tuple[Taken, Paper]]) -> str:
    paint = shown.colours(sys.stdout.isatty())
    return "\n".join(shown.summary(taken.name, paper, paint, _notes(taken)) for taken, paper in found)


def _tables(found: list[tuple[Taken, Paper]]) -> str:
    return "\n".join(shown.table(taken.name, paper) for taken, paper in found)


def _json(found: list[tuple[Taken, Paper]]) -> str:
    return json.dumps([_whole(taken, paper) for taken, paper in found], ensure_ascii=False, indent=1)


def _html(found: list[tuple[Taken, Paper]]) -> str:
    return shown.page([(taken.name, paper, _notes(taken)) for taken, paper in found])


FORMS = {"summary": _summaries, "table": _tables, "json": _json, "html": _html}


def _notes(taken: Taken) -> list[str]:
    return [NOTES[note.code].format(**note.params) for note in taken.notes]


def _whole(taken: Taken, paper: Paper) -> dict[str, Any]:
    """A paper in the exchange format, with how it was read, its findings, its structure and what is left unexplained."""
    read_as = {"method": taken.method, "quality": round(taken.quality, 4), "notes": _notes(taken)}
    return {**contract.to_pred(paper, Path(taken.name).stem), "file": read_as, **contract.beside(paper)}


def main(arguments: Sequence[str] | None = None) -> int:
    """``nennep-read FILE… [--table|--json|--html] [--out FOLDER]``: the same where only the reader is installed."""
    shell.speak()
    asked = argparse.ArgumentParser(
        prog="nennep-read",
        description="Đọc văn bản hành chính tiếng Việt và in những gì tìm thấy, kèm vị trí trong văn bản.",
    )
    asked.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="TỆP",
        help="tệp văn bản: txt, docx, doc, odt, rtf, html, pdf, ảnh, eml, zip",
    )
    asked.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="ghi <tên>.pred.json vào thư mục này, không in ra")
    forms = asked.add_mutually_exclusive_group()
    said = {
        "table": "in thành bảng, các cột cách nhau bằng dấu tab",
        "json": "in thành JSON",
        "html": "in thành một trang HTML",
    }
    for form, words in said.items():
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=words)
    given = asked.parse_args(arguments)
    return run(given.files, given.out, given.form or "summary")
