"""Numbers that screens apply and that stood in code: as rows an operator can change; one source told from its own day.
And a residence sheet keeps what its place of residence sends by a signed address."""

from datetime import date
from importlib import import_module
from typing import Any

from django.db import migrations, models

told = import_module("nennep.members.migrations.0027_once_and_sources")
OLD, TEXT, OPEN = told.OLD, told.TEXT, date(9999, 12, 31)
GUIDED, NEXT_GUIDED, FILED = date(2025, 6, 9), date(2026, 5, 19), date(2025, 9, 29)
EARLY, LATE, FILES = "Hướng dẫn 01-HD/TW năm 2021 và hướng dẫn trước đó", "Hướng dẫn 01-HD/TW năm 2026", "Hướng dẫn 12-HD/BTCTW năm 2022 và hướng dẫn trước đó"


def charter(place: str) -> list[Any]:
    return told.charter(told.BEFORE, "S", place)


def guidance(place: str) -> list[Any]:
    """Since when, the source, how sure: rules of the Secretariat's guidance."""
    return [(OLD, EARLY, "S"), (GUIDED, f"Hướng dẫn 06-HD/TW, {place}", "V"), (NEXT_GUIDED, LATE, "S")]


def files(place: str) -> list[Any]:
    """Rules of the guidance on members' files."""
    return [(OLD, FILES, "S"), (FILED, f"Hướng dẫn 38-HD/BTCTW, {place}", "V")]


RULES = {
    "vote.resignation": (">1/2", [(OLD, "Theo tỷ lệ thông qua nghị quyết; chưa thấy quy định tỷ lệ riêng", "G")]),
    "leaving.notice": ("30", guidance("mục 8.3b")),
    "transfer.letter.abroad.temporary": ("30", files("phần chuyển sinh hoạt đảng")),
    "transfer.temporary.below": ("12", files("phần chuyển sinh hoạt đảng")),
    "badge.years": ("30,40,45,50,55,60,65,70,75,80,85,90", charter("mục 28")),
    "badge.rounds": ("1/12-3/2,1/3-19/5,1/6-2/9,1/10-7/11", [(OLD, "Ngày trao theo quy định chung; cách tính đủ năm của Hà Nội", "L")]),
    "badge.wait.reprimand": ("6", charter("mục 28.3")),
    "badge.wait.warning": ("9", charter("mục 28.3")),
    "badge.wait.removal": ("12", charter("mục 28.3")),
    "cell.committee": ("9", charter("mục 23.2")),
    "cell.groups": ("30", charter("mục 20.3.2")),
    "unit.dissolved": ("30", charter("mục 6.3.5")),
    "check.months": ("6", guidance("mục 8")),
    "admission.record": ("30", files("mục I")),
    "committee.added": ("1/5", charter("mục 16.2.5")),
    "committee.added.upper": ("1/10", charter("mục 16.2.5")),
    "committee.most.cell": ("7", charter("mục 23.2")),
    "committee.most.sectional": ("7", charter("mục 20.3.3")),
    "committee.report": ("7", charter("mục 16.1")),
    "committee.approve": ("15", charter("mục 16.1")),
    "term.years": ("5", [(OLD, "Điều lệ Đảng; chi bộ trực thuộc trước tháng 7/2025: 2 nhiệm kỳ trong 5 năm", "G"), (TEXT, "Quy định 294-QĐ/TW, mục 23.1; Hướng dẫn 06-HD/TW, mục 13.4", "V"), (told.NEXT, told.AFTER, "S"), (told.LAST, told.NEWEST, "S")]),
}  # fmt: skip
SOURCES = {"transfer.abandoned": ([OLD, TEXT], files("mục 4.3.1d"))}


def fill(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    rows = []
    for key, (value, spells) in RULES.items():
        ends = [*(spell[0] for spell in spells[1:]), OPEN]
        rows += [
            rules.model(rule_key=key, value=value, valid_from=since, valid_to=until, source=source, confidence=sure)
            for (since, source, sure), until in zip(spells, ends, strict=True)
        ]
    rules.bulk_create(rows)
    told.respell(rules, SOURCES)


class Migration(migrations.Migration):
    dependencies = [("members", "0029_persons_of_the_roll"), ("duties", "0002_dated_rules")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddField("sheet", "sent_on", models.DateField(null=True, help_text="the day the place of residence sent it by the signed address")),
        migrations.AddField("sheet", "sent_by", models.CharField(blank=True, default="", max_length=160, help_text="who wrote it there, with the post"), preserve_default=False),
    ]
