"""The room: presses that count once, speakers and their time, ballots counted by two, elections."""

from datetime import date
from typing import Any

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models
from nennep.core.models import Scope
from nennep.core.rls import Secure


def fill(apps: Any, schema_editor: Any) -> None:
    """The share that elects somebody."""
    apps.get_model("duties", "DatedRule").objects.using(schema_editor.connection.alias).create(
        rule_key="vote.election", value=">1/2", source="Quy định 190-QĐ/TW, Điều 30", confidence="S", valid_from=date(2011, 1, 1)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_habits'), ('duties', '0002_dated_rules'),
    ]

    operations = [
        migrations.AddField(
            model_name='vote',
            name='seats',
            field=models.PositiveSmallIntegerField(help_text='how many are elected; None where nobody is', null=True),
        ),
        migrations.AlterField(
            model_name='switch',
            name='thing',
            field=models.CharField(choices=[('qr', 'Điểm danh bằng mã QR'), ('ballots', 'Bỏ phiếu kín trên hệ thống'), ('online', 'Sinh hoạt trực tuyến'), ('pulse', 'Phiếu hỏi ẩn danh cuối buổi'), ('timing', 'Ghi thời gian phát biểu')], max_length=10),
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('name', models.CharField(max_length=160)),
                ('votes', models.PositiveSmallIntegerField(null=True)),
                ('elected', models.BooleanField(null=True)),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='meetings.vote')),
            ],
            options={
                'ordering': ['id'],
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Press',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('account_id', models.BigIntegerField()),
                ('key', models.UUIDField()),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('account_id', 'key'), name='a_press_counts_once')],
            },
        ),
        migrations.CreateModel(
            name='Speech',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('name', models.CharField(max_length=120)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speeches', to='meetings.item')),
            ],
            options={
                'ordering': ['id'],
                'base_manager_name': 'objects',
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='a_speech_ends_after_it_began')],
            },
        ),
        migrations.CreateModel(
            name='Telling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('teller', models.CharField(max_length=120)),
                ('account_id', models.BigIntegerField(help_text='who entered it')),
                ('counts', models.JSONField(default=dict)),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tellings', to='meetings.vote')),
            ],
            options={
                'ordering': ['id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('vote', 'teller'), name='a_teller_counts_once')],
            },
        ),
        *(Secure(f"meetings_{name}", Scope.UNIT) for name in ("press", "speech", "candidate", "telling")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
