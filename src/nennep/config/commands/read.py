"""``nennep read``: a paper in, its structure out; needs no database."""

import argparse
from pathlib import Path


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("read", help="đọc văn bản và in những gì tìm thấy")
    command.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    command.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="ghi <tên>.pred.json vào thư mục này")
    forms = command.add_mutually_exclusive_group()
    for form, words in (
        ("table", "in bảng cách nhau bằng dấu tab"),
        ("json", "in JSON đầy đủ"),
        ("html", "in trang HTML có văn bản được tô màu"),
    ):
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=words)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Read every file; 1 if one could not be read."""
    from nennep.reader import cli

    return int(cli.run(given.files, given.out, given.form or "summary"))
