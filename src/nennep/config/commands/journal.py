"""``nennep journal``: seal what waits, verify the whole chain."""

import argparse

import psycopg

from nennep import server
from nennep.config.commands import ready


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("journal", help="niêm phong và kiểm tra nhật ký")
    acts = command.add_subparsers(dest="act", required=True)
    verify = acts.add_parser("verify", help="tìm dòng bị sửa, bị mất, hoặc dữ liệu khác nhật ký")
    verify.add_argument("--head", default="", help="đầu niêm phong giữ ở ngoài, để đối chiếu")
    acts.add_parser("seal", help="niêm phong các dòng đang chờ")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """0 when the journal holds, 1 when anything is wrong."""
    urls, _running = server.ensure()
    ready()
    from nennep.journal import sealing, verifying

    if given.act == "seal":
        print(f"Đã niêm phong {sealing.seal_waiting(urls.seal)} dòng.")
        return 0
    with psycopg.connect(urls.owner) as connection:
        verdict = verifying.verify(connection, given.head)
    print(
        f"{verdict.lines} dòng, {verdict.seals} niêm phong, {verdict.rows} bản ghi đối chiếu, {verdict.unsealed} dòng chưa niêm phong,"
        f" {verdict.erased} dòng đã xóa phần kèm theo."
    )
    print("\n".join(verdict.wrong[:50]) if verdict.wrong else "Nhật ký nguyên vẹn.")
    print(f"Đầu niêm phong: {verdict.head or '–'}")
    return 0 if verdict.good else 1
