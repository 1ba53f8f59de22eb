"""Scope of the tables of dues, the one look across units, and the rates as rows of the table of dated rules."""

from datetime import date
from typing import Any

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure, in_range

MINE = "person_id = nullif(current_setting('app.person', true), '')::bigint"
OWN_LINES = "exists (select 1 from dues_receipt r where r.id = receipt_id and r.person_id = nullif(current_setting('app.person', true), '')::bigint)"
ELSEWHERE = f"""
create function nn_dues_elsewhere(asked bigint, kind text, day date) returns table (person_id bigint, why text)
language sql stable security definer set search_path = public, pg_temp as $$
  with here as (
    select m.person_id, m.placement from members_membership m join org_unit u on u.id = m.unit_id
    where u.id = asked and {in_range("u.key", 3)} and m.association = kind and m.placement in ('counted', 'meets')
      and m.since <= day and m.until > day
  )
  select h.person_id, case when exists (
      select from members_membership o where o.person_id = h.person_id and o.association = kind and o.placement = 'meets'
        and o.unit_id <> asked and o.since <= day and o.until > day) then 'meets' else 'paid' end
  from here h
  where h.placement = 'counted' and exists (
      select from members_membership o where o.person_id = h.person_id and o.association = kind and o.placement = 'meets'
        and o.unit_id <> asked and o.since <= day and o.until > day)
    or exists (
      select from dues_charge c where c.person_id = h.person_id and c.association = kind and c.month = day and c.unit_id <> asked)
$$;
revoke all on function nn_dues_elsewhere(bigint, text, date) from public;
grant execute on function nn_dues_elsewhere(bigint, text, date) to nn_app, nn_one, nn_many;
"""
OLD, NEW, NEXT = date(2011, 1, 1), date(2026, 2, 1), date(2028, 1, 1)
BEFORE, NOW = "Quy định 342-QĐ/TW năm 2010", "Quy định 01-QĐ/TW năm 2026"
HABIT, WAGES = "Thông lệ; đơn vị tự đặt lại", "Nghị định 293/2025/NĐ-CP"
UNION_OLD, UNION_NEW = "Quy định thu đoàn phí trước tháng 7/2025", "Quyết định 61/QĐ-TLĐ năm 2025"
YOUTH = "Hướng dẫn thu đoàn phí trước nhiệm kỳ 2022–2027"
# key: (from, value, text, how sure) … each until the next begins
RULES: dict[str, tuple[tuple[date, str, str, str], ...]] = {
    "dues.party.insured": ((OLD, "1/100", BEFORE, "G"), (NEW, "1/100", NOW, "V2")),
    "dues.party.allowance": ((NEW, "1/100", NOW, "V2"),),
    "dues.party.pension": ((OLD, "1/200", BEFORE, "G"), (NEW, "1/200", NOW, "V2")),
    "dues.party.uninsured": ((NEW, "3/1000", NOW, "S"), (NEXT, "5/1000", NOW, "S")),
    "dues.party.elder": ((NEW, "2/1000", NOW, "S"), (NEXT, "3/1000", NOW, "S")),
    "dues.party.student": ((OLD, "3000", BEFORE, "G"), (NEW, "5000", NOW, "V2")),
    "dues.union.member": ((OLD, "1/100", UNION_OLD, "G"), (date(2025, 7, 1), "1/200", UNION_NEW, "V2")),
    "dues.union.cap": ((OLD, "1/10", UNION_OLD, "G"), (date(2025, 7, 1), "1/10", UNION_NEW, "V2")),
    "dues.youth.paid": ((OLD, "5000", YOUTH, "?"),),
    "dues.youth.unpaid": ((OLD, "2000", YOUTH, "?"),),
    "dues.wage.base": (
        (OLD, "1490000", "Mức lương cơ sở từ 01/7/2019; mức trước đó chưa nhập", "G"),
        (date(2023, 7, 1), "1800000", "Nghị định 24/2023/NĐ-CP", "G"), (date(2024, 7, 1), "2340000", "Nghị định 73/2024/NĐ-CP", "G"),
    ),
    "dues.wage.region1": ((date(2026, 1, 1), "5310000", WAGES, "S"),),
    "dues.wage.region2": ((date(2026, 1, 1), "4730000", WAGES, "S"),),
    "dues.wage.region3": ((date(2026, 1, 1), "4140000", WAGES, "S"),),
    "dues.wage.region4": ((date(2026, 1, 1), "3700000", WAGES, "S"),),
    "dues.party.exempt.age": ((NEW, "50", NOW, "V2"),),
    "dues.reduction.low": ((OLD, "3/10", BEFORE, "?"), (NEW, "3/10", NOW, "V2")),
    "dues.reduction.middle": ((OLD, "1/2", BEFORE, "?"), (NEW, "1/2", NOW, "V2")),
    "dues.reduction.high": ((OLD, "7/10", BEFORE, "?"), (NEW, "7/10", NOW, "V2")),
    "dues.reduction.months": ((OLD, "12", BEFORE, "?"), (NEW, "12", NOW, "V2")),
    "dues.party.unpaid": ((OLD, "3", "Điều lệ Đảng, Điều 8", "S"), (date(2025, 7, 1), "3", "Quy định 294-QĐ/TW, mục 8", "V")),
    "dues.rounding": ((OLD, "1", HABIT, "?"),),
    "dues.collect.day": ((OLD, "15", HABIT, "G"),),
    "dues.statement.day": ((OLD, "10", HABIT, "G"),),
    "dues.party.kept.cell": ((OLD, "3/10", BEFORE, "S"), (NEW, "7/10", NOW, "?")),
    "dues.party.kept.grassroots": ((OLD, "7/10", BEFORE, "?"), (NEW, "7/10", NOW, "?")),
    "dues.party.kept.upper": ((OLD, "1/2", BEFORE, "?"), (NEW, "1/2", NOW, "?")),
    "dues.union.kept": ((OLD, "7/10", "Quy định của Tổng Liên đoàn, chưa đối chiếu", "?"),),
    "dues.youth.kept": ((OLD, "2/3", YOUTH, "?"),),
    "dues.other.kept": ((OLD, "1", HABIT, "?"),),
}


def fill(apps: Any, schema_editor: Any) -> None:
    rules, rows = apps.get_model("duties", "DatedRule"), []
    for key, spells in RULES.items():
        ends = [*(spell[0] for spell in spells[1:]), date(9999, 12, 31)]
        for (since, value, text, sure), until in zip(spells, ends, strict=True):
            rows.append(rules(rule_key=key, value=value, valid_from=since, valid_to=until, source=text, confidence=sure))
    rules.objects.using(schema_editor.connection.alias).bulk_create(rows)


def take_away(apps: Any, schema_editor: Any) -> None:
    rules = apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias)
    rules.filter(rule_key__startswith="dues.").delete()


class Migration(migrations.Migration):
    dependencies = [("dues", "0001_initial"), ("duties", "0002_dated_rules"), ("org", "0006_authority")]
    operations = [
        Secure("dues_basis", Scope.UNIT, extra=MINE),
        Secure("dues_charge", Scope.UNIT, extra=MINE),
        Secure("dues_book", Scope.UNIT, extra="exists (select 1 from dues_receipt r where r.book_id = dues_book.id)"),
        Secure("dues_statement", Scope.TWO_PARTY, ("unit_key", "up_key")),
        Secure("dues_receipt", Scope.UNIT, extra=MINE),
        Secure("dues_receiptline", Scope.UNIT, extra=OWN_LINES),
        Secure("dues_plan", Scope.UNIT),
        Secure("dues_purse", Scope.DOWNWARD),
        migrations.RunSQL(ELSEWHERE, "drop function nn_dues_elsewhere(bigint, text, date)"),
        migrations.RunPython(fill, take_away),
    ]
