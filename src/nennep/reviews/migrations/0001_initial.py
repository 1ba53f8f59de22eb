"""Model years, under row-level security, and the points each good is worth."""

from datetime import date
from typing import Any

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure


SOURCE = "Đặt sẵn để cấp ủy điều chỉnh; chưa thấy mức chung toàn quốc"
POINTS = {"model.politics": "30", "model.meetings": "25", "model.unity": "20", "model.members": "25", "model.least": "80"}


def fill(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("duties", "DatedRule")
    rows.objects.using(schema_editor.connection.alias).bulk_create(
        rows(rule_key=key, value=value, source=SOURCE, confidence="?", valid_from=date(2018, 1, 1)) for key, value in POINTS.items()
    )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('duties', '0002_dated_rules'),
        ('org', '0008_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='ModelYear',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('year', models.PositiveSmallIntegerField()),
                ('aim', models.TextField(help_text='what the unit will do for each of the four')),
                ('registered_on', models.DateField()),
                ('registered_by', models.CharField(max_length=160)),
                ('state', models.CharField(choices=[('registered', 'Đã đăng ký'), ('half', 'Đã sơ kết 6 tháng'), ('assessed', 'Đã tự chấm cuối năm'), ('proposed', 'Cấp trên đề nghị công nhận'), ('recognised', 'Được công nhận'), ('declined', 'Chưa được công nhận'), ('withdrawn', 'Đã rút đăng ký')], default='registered', max_length=10)),
                ('half_words', models.TextField(blank=True)),
                ('half_on', models.DateField(blank=True, null=True)),
                ('points', models.JSONField(default=dict, help_text="the unit's own points by good, at the year's end")),
                ('words', models.TextField(blank=True)),
                ('assessed_on', models.DateField(blank=True, null=True)),
                ('opinion', models.TextField(blank=True, help_text='of the level above')),
                ('opinion_by', models.CharField(blank=True, max_length=160)),
                ('decision', models.CharField(blank=True, max_length=60)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['-year', 'unit_key'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('unit', 'year'), name='a_unit_registers_once_a_year')],
            },
        ),
        Secure("reviews_modelyear", Scope.UNIT),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
