"""``nennep reader learn``: which of the reader's rules fail most, by the decisions people kept."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from nennep.config.commands import ready

if TYPE_CHECKING:
    from nennep.documents.learning import Verdict

WORDS = {"corrected": "sửa", "refused": "bỏ", "merged": "gộp", "split": "tách", "added": "bổ sung"}
KINDS = {
    "header": "thông tin",
    "citation": "viện dẫn",
    "target": "chỉ tiêu",
    "task": "nhiệm vụ",
    "recipient": "nơi nhận",
}


def add(subs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = subs.add_parser("reader", help="học từ quyết định của người rà soát")
    acts = command.add_subparsers(dest="act", required=True)
    learn = acts.add_parser("learn", help="in các quy tắc đọc hay sai nhất")
    learn.add_argument("--since", type=date.fromisoformat, metavar="NĂM-THÁNG-NGÀY", help="chỉ tính từ ngày này")
    learn.add_argument("--least", type=int, default=1, metavar="SỐ", help="chỉ nêu quy tắc có từ chừng này quyết định")
    learn.add_argument("--json", action="store_true", help="in dạng JSON, kèm đoạn văn của từng ví dụ")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the report; nothing is changed."""
    running = ready(migrate=False)
    from django.db import transaction

    from nennep.core.scope import acting_as, system_actor
    from nennep.documents import learning

    try:
        with acting_as(system_actor("learn")), transaction.atomic():
            listed = learning.verdicts(learning.kept(given.since), least=given.least)
            if given.json:
                json.dump(learning.as_data(listed), sys.stdout, ensure_ascii=False, indent=1)
                print()
            else:
                print("\n".join(lines(listed)))
    finally:
        if running is not None:
            running.stop()
    return 0


def lines(listed: "list[Verdict]") -> Iterator[str]:
    """The report in words: a line a rule, with what went wrong and where."""
    if not listed:
        yield "Chưa có quyết định nào được giữ. Rà soát một văn bản rồi chạy lại."
        return
    total, failed = sum(one.total for one in listed if one.rule), sum(one.failed for one in listed if one.rule)
    yield f"{total} đề xuất đã được quyết định, {failed} không nhận như đã đọc."
    yield f"{'quy tắc':<34}{'loại':<12}{'số':>6}{'sai':>6}{'tỷ lệ':>8}  cách xử lý"
    for one in listed:
        name = one.rule or "(không quy tắc nào thấy)"
        how = ", ".join(f"{WORDS[word]} {count}" for word, count in one.decisions.most_common() if word in WORDS)
        yield f"{name:<34}{KINDS.get(one.kind, one.kind):<12}{one.total:>6}{one.failed:>6}{one.failing:>8.0%}  {how}"
        if one.fields:
            yield "    sửa ở: " + ", ".join(f"{name} {count}" for name, count in one.fields.most_common(4))
        for row in one.examples:
            yield "    … " + " ".join(f"{row.before[-50:]}[{row.quote}]{row.after[:50]}".split()) + " …"
