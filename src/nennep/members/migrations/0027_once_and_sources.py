"""Many memberships written together are held against each other in one pass, in the order of persons and days, and only
against what was there before by a join: of a roll of 200,000 people nearly all pairs of rows are of the roll itself.
Persons written beside them, in the same part of the transaction, are seen by nobody else and need no lock.
And the sources of some rules are told more exactly; the numbers stay."""

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from typing import Any

from django.db import migrations, models

moves = import_module("nennep.members.migrations.0020_moves_of_branches")
MANY = 1000
ONCE = f"""
create or replace function members_once() returns trigger language plpgsql security definer set search_path = public
set plan_cache_mode = force_custom_plan as $$
declare many bigint; low bigint; high bigint; twice boolean; mine xid;
begin
  if tg_op = 'UPDATE' then
    {moves.NOTHING_NEW.format(columns="id, person_id, association, placement, since, until")}
  end if;
  select count(*), min(n.id), max(n.id) into many, low, high from newtab n;
  select m.xmin into mine from members_membership m where m.id = low;
  perform from members_person p where p.id in (select n.person_id from newtab n)
    and p.xmin <> pg_current_xact_id()::xid and p.xmin is distinct from mine order by p.id for no key update;
  if tg_op = 'INSERT' and many > {MANY} and many = (select count(*) from members_membership m where m.id between low and high) then
    twice := exists (
      select from (
        select n.since, max(n.until) over (partition by n.person_id, n.association, n.placement order by n.since, n.until
          rows between unbounded preceding and 1 preceding) ended from newtab n
      ) x where x.since < x.ended
    ) or exists (
      select from newtab n join members_membership m on m.person_id = n.person_id and m.association = n.association
        and m.placement = n.placement and m.since < n.until and n.since < m.until where m.id < low or m.id > high
    );
  else
    twice := exists (
      select from newtab n join members_membership m on m.person_id = n.person_id and m.association = n.association
        and m.placement = n.placement and m.id <> n.id and m.since < n.until and n.since < m.until
    );
  end if;
  if twice then
    raise exclusion_violation using message = 'a person is counted once a day', constraint = 'a_person_is_counted_once_a_day', table = tg_table_name;
  end if;
  return null;
end $$;
"""


OLD, TEXT, NEXT, LAST = date(2011, 1, 1), date(2025, 7, 1), date(2026, 4, 8), date(2026, 7, 26)
BEFORE, AFTER, NEWEST = "Quy định 24-QĐ/TW và quy định trước đó", "Quy định 20-QĐ/TW", "Quy định 208-QĐ/TW"
Spell = tuple[date, str, str]
"""Since when, the source, how sure."""


def charter(first: str, sure: str, place: str) -> list[Spell]:
    """A rule of the Charter's implementing rules: what was before the text that could be read, its place, the texts after."""
    return [(OLD, first, sure), (TEXT, f"Quy định 294-QĐ/TW, {place}", "V"), (NEXT, AFTER, "S"), (LAST, NEWEST, "S")]


# key: the days its rows begin on as they were laid down, how they are told now
SOURCES: dict[str, tuple[Sequence[date], list[Spell]]] = {
    "probation.months": ([OLD], charter("Điều lệ Đảng, Điều 5", "G", "mục 4.2")),
    "cell.least": ([OLD], charter("Điều lệ Đảng, Điều 21", "G", "mục 20.2.1")),
    "vote.decide.delegated": ([OLD, TEXT, NEXT, LAST], charter(BEFORE, "S", "mục 22")),
    "admission.ceremony": ([OLD, date(2025, 6, 9), date(2026, 5, 19)], [
        (OLD, "Hướng dẫn 01-HD/TW năm 2021 và hướng dẫn trước đó", "S"),
        (date(2025, 6, 9), "Hướng dẫn 06-HD/TW, mục 3.8, từ ngày nhận quyết định", "V"),
        (date(2026, 5, 19), "Hướng dẫn 01-HD/TW năm 2026, từ ngày ban hành quyết định", "S"),
    ]),
    "transfer.begin": ([OLD, TEXT, date(2026, 1, 1)], [
        (OLD, BEFORE, "S"), (TEXT, "Quy định 294-QĐ/TW, mục 6.3.1", "V"),
        (NEXT, f"{AFTER} và {NEWEST[9:]}: nguồn thứ cấp ghi 30 hoặc 60 ngày", "?"),
    ]),
}  # fmt: skip


def respell(rules: Any, sources: dict[str, tuple[Sequence[date], list[Spell]]]) -> None:
    """Lay rules down by their sources, each until the next begins; a rule whose rows or numbers somebody changed stays."""
    for key, (known, spells) in sources.items():
        held = list(rules.filter(rule_key=key).order_by("valid_from"))
        if [one.valid_from for one in held] != list(known) or len({one.value for one in held}) != 1:
            continue
        rules.filter(rule_key=key).delete()
        ends = [*(spell[0] for spell in spells[1:]), date(9999, 12, 31)]
        rules.bulk_create(
            rules.model(rule_key=key, value=held[0].value, valid_from=since, valid_to=until, source=source, confidence=sure)
            for (since, source, sure), until in zip(spells, ends, strict=True)
        )


def tell(apps: Any, schema_editor: Any) -> None:
    respell(apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias), SOURCES)


class Migration(migrations.Migration):
    dependencies = [("members", "0026_whole_paces"), ("duties", "0002_dated_rules")]
    operations = [
        migrations.AlterField(
            "import", "state", models.CharField(default="read", help_text="kept, match, new, read, taken, dropped", max_length=10)
        ),
        migrations.RunSQL(ONCE, migrations.RunSQL.noop),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
