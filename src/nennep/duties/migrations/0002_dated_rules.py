"""Rules with numbers as dated rows; working days counted by the database too; the four days off that never move."""

from datetime import date
from typing import Any

from django.db import migrations, models
from django.db.models import F, Q

WORKING = """
create function nn_working_days_after(day date, count int) returns date language sql stable set search_path = public as $$
  select case when count <= 0 then day else (
    select d::date from generate_series(day + 1, day + count * 2 + 60, interval '1 day') d
    where extract(isodow from d) < 6 and not exists (select from duties_holiday h where h.day = d::date)
    order by d offset count - 1 limit 1
  ) end
$$;
"""
FIXED = ((1, 1, "Tết Dương lịch"), (4, 30, "Ngày Chiến thắng"), (5, 1, "Ngày Quốc tế Lao động"), (9, 2, "Quốc khánh"))


def days_off(apps: Any, schema_editor: Any) -> None:
    """Labour Code 2019, art. 112; days by the lunar calendar and days given in exchange are entered each year."""
    Holiday = apps.get_model("duties", "Holiday")
    rows = [Holiday(day=date(year, month, day), name=name) for year in range(2019, 2036) for month, day, name in FIXED]
    Holiday.objects.using(schema_editor.connection.alias).bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="DatedRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule_key", models.CharField(max_length=60)),
                ("value", models.CharField(max_length=40)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(default=date(9999, 12, 31), help_text="the first day it no longer holds")),
                ("source", models.CharField(max_length=250)),
                ("confidence", models.CharField(choices=[("V", "đọc trong văn bản quy định"), ("V2", "theo trang chính thức trích dẫn"), ("S", "theo nguồn thứ cấp"), ("L", "theo hướng dẫn của địa phương"), ("G", "thông lệ, chưa đối chiếu văn bản"), ("?", "chưa chắc chắn")], max_length=2)),
            ],
            options={
                "ordering": ["rule_key", "valid_from"],
                "constraints": [
                    models.CheckConstraint(condition=Q(("valid_from__lt", F("valid_to"))), name="rule_starts_before_it_ends"),
                    models.UniqueConstraint(fields=("rule_key", "valid_from"), name="a_rule_begins_once_a_day"),
                ],
            },
        ),
        migrations.RunSQL(WORKING, "drop function nn_working_days_after(date, int)"),
        migrations.RunPython(days_off, migrations.RunPython.noop),
    ]
