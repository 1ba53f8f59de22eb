"""Scope of the tables of cases, persons reached through a case, and the rules that cases are judged by."""

from datetime import date
from typing import Any

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import ROLES, Secure

ME = "nullif(current_setting('app.person', true), '')::bigint"
MINE = f"exists (select 1 from members_case c where c.id = case_id and c.person_id = {ME})"
SEEN = f"""(
  id = {ME}
  or exists (select 1 from members_membership m where m.person_id = members_person.id)
  or exists (select 1 from members_case c where c.person_id = members_person.id)
)"""
BEFORE = f"""(
  id = {ME}
  or exists (select 1 from members_membership m where m.person_id = members_person.id)
)"""


def policies(using: str) -> str:
    return "\n".join(f"alter policy {role} on members_person using {using};" for role in ROLES)


OLD = date(2011, 1, 1)
# Each family of rules: since when, which text, how sure; only the texts of 2025 could be read in full.
FAMILIES = {
    "charter": (
        (OLD, "Quy định 24-QĐ/TW và quy định trước đó", "S"),
        (date(2025, 7, 1), "Quy định 294-QĐ/TW", "V"),
        (date(2026, 4, 8), "Quy định 20-QĐ/TW", "S"),
        (date(2026, 7, 26), "Quy định 208-QĐ/TW", "S"),
    ),
    "guidance": (
        (OLD, "Hướng dẫn 01-HD/TW năm 2021 và hướng dẫn trước đó", "S"),
        (date(2025, 6, 9), "Hướng dẫn 06-HD/TW", "V"),
        (date(2026, 5, 19), "Hướng dẫn 01-HD/TW năm 2026", "S"),
    ),
    "screening": ((OLD, "Hướng dẫn 02-HD/BTCTW năm 2021", "S"),),
    "hanoi": ((OLD, "Cách chia thời hạn của Hà Nội", "L"),),
    "habit": ((OLD, "Thông lệ văn phòng; đơn vị tự đặt lại", "G"),),
    "statute": ((OLD, "Điều lệ Đảng, Điều 5", "V"),),
}
RULES = (
    ("vote.propose", "2/3", "charter", "mục 4 và 9.3"),
    ("vote.decide", ">1/2", "charter", "mục 4.3"),
    ("vote.decide.delegated", "2/3", "charter", "mục 4.3"),
    ("admission.age.least", "18", "charter", "mục 1.1.1"),
    ("admission.age.most", "60", "charter", "mục 1.1.1"),
    ("admission.helpers", "1", "habit", ""),
    ("admission.introducers", "2", "charter", "mục 3.1"),
    ("admission.introducers.union", "1", "charter", "mục 3.1"),
    ("admission.introducers.months", "12", "charter", "mục 3.2"),
    ("certificate.months", "60", "guidance", "mục 5.4b"),
    ("papers.months", "12", "guidance", "mục 5.4a"),
    ("verify.inland", "30", "guidance", "mục 3.4"),
    ("verify.abroad", "90", "guidance", "mục 3.4"),
    ("probation.months", "12", "statute", ""),
    ("admission.helper", "10", "habit", ""),
    ("admission.permitted", "30", "habit", ""),
    ("admission.application", "15", "habit", ""),
    ("admission.introduced", "15", "habit", ""),
    ("admission.class", "60", "habit", ""),
    ("admission.file", "30", "habit", ""),
    ("admission.opinions", "15", "habit", ""),
    ("admission.cell", "15", "habit", ""),
    ("admission.sectional", "5", "hanoi", ""),
    ("admission.committee", "25", "hanoi", ""),
    ("admission.decided", "45", "charter", "mục 4.3.1, từ ngày nghị quyết chi bộ"),
    ("admission.extension", "15", "charter", "mục 4.3.1"),
    ("admission.ceremony", "30", "guidance", "mục 3.8, từ ngày nhận quyết định"),
    ("recognition.cell", "30", "charter", "mục 4.2.1, từ ngày hết thời gian dự bị"),
    ("recognition.sectional", "5", "habit", ""),
    ("recognition.committee", "15", "habit", ""),
    ("recognition.decided", "30", "charter", "mục 4.3.1, từ ngày nghị quyết chi bộ"),
    ("recognition.extension", "15", "charter", "mục 4.3.1"),
    ("vote.screening", "2/3", "screening", ""),
)
READ = {"Quy định 294-QĐ/TW", "Hướng dẫn 06-HD/TW"}


def rows_of(key: str, value: str, family: str, place: str) -> list[dict[str, Any]]:
    """The rows of a rule, each until the next begins; places are those of the texts that were read."""
    spells = FAMILIES[family]
    ends = [*(spell[0] for spell in spells[1:]), date(9999, 12, 31)]
    return [
        {
            "rule_key": key, "value": value, "valid_from": since, "valid_to": until, "confidence": sure,
            "source": f"{text}, {place}" if place and text in READ else text,
        }
        for (since, text, sure), until in zip(spells, ends, strict=True)
    ]


def fill(apps: Any, schema_editor: Any) -> None:
    DatedRule = apps.get_model("duties", "DatedRule")
    rows = [DatedRule(**row) for rule in RULES for row in rows_of(*rule)]
    DatedRule.objects.using(schema_editor.connection.alias).bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("members", "0014_cases"), ("duties", "0002_dated_rules"), ("org", "0002_scope")]
    operations = [
        Secure("members_case", Scope.UNIT, extra=f"person_id = {ME}"),
        Secure("members_casestep", Scope.UNIT, extra=MINE),
        Secure("members_casemonth", Scope.UNIT, extra=MINE),
        Secure("members_aid", Scope.UNIT),
        Secure("members_casepaper", Scope.UNIT),
        Secure("members_casevote", Scope.UNIT),
        Secure("members_letter", Scope.UNIT),
        migrations.RunSQL(policies(SEEN), policies(BEFORE)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
