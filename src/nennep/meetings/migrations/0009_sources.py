"""The sources of the rules of meetings, each for the time it holds; the numbers stay."""

from datetime import date
from importlib import import_module
from typing import Any

from django.db import migrations

told = import_module("nennep.members.migrations.0027_once_and_sources")
OLD, CALLED, SCORED = told.OLD, date(2025, 7, 23), date(2025, 10, 28)
SCORE, EARLIER = "Hướng dẫn 42-HD/BTCTW", "Hướng dẫn 12-HD/BTCTW năm 2018"
SCORES = [(OLD, f"Chưa thấy khung chung trước {SCORE}; lấy theo khung ấy", "?"), (SCORED, SCORE, "S")]
GRADES = [(OLD, f"Cách xếp loại của địa phương theo {EARLIER}", "L"), (SCORED, SCORE, "S")]
CRITERIA = ("time", "attendance", "preparation", "holding", "principles", "results", "closing")
SECOND = [(OLD, told.BEFORE, "S"), (told.TEXT, "Quy định 294-QĐ/TW", "S"), (told.NEXT, told.AFTER, "S"), (told.LAST, told.NEWEST, "S")]
SOURCES = {
    "meeting.day.latest": [
        (OLD, "Thông lệ trước Chỉ thị 50-CT/TW", "G"), (CALLED, "Chỉ thị 50-CT/TW: ngày 03, ngày lễ thì trong tuần đầu", "S"),
    ],
    "meeting.thematic.year": [
        (OLD, f"{EARLIER}: mỗi quý ít nhất một buổi", "V2"), (SCORED, f"{SCORE}: mỗi quý ít nhất một buổi", "S"),
    ],
    **{f"meeting.score.{one}": SCORES for one in CRITERIA},
    **{f"meeting.grade.{one}": GRADES for one in ("good", "fair", "average")},
    "vote.ordinary": told.charter(told.BEFORE, "S", "mục 9.3"),
    "vote.removal": told.charter(told.BEFORE, "S", "mục 8"),
    "vote.expulsion": SECOND,
    "vote.discipline": SECOND,
}  # fmt: skip


def tell(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    told.respell(rules, {key: ([OLD], spells) for key, spells in SOURCES.items()})


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_papers"), ("members", "0027_once_and_sources")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
