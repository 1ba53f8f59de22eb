"""The weekly schedule of a committee."""

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0002_scope'),
        ('org', '0008_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('day', models.DateField()),
                ('at', models.TimeField(blank=True, help_text='none: the whole day', null=True)),
                ('words', models.CharField(max_length=300)),
                ('chair', models.CharField(blank=True, max_length=160)),
                ('people', models.CharField(blank=True, help_text='who attends', max_length=300)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('prepares', models.CharField(blank=True, help_text='who prepares', max_length=160)),
                ('mark', models.CharField(blank=True, choices=[('', 'theo lịch'), ('added', 'bổ sung'), ('changed', 'thay đổi'), ('cancelled', 'hủy')], default='', max_length=9)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['day', 'at', 'id'],
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['unit_key', 'day'], name='week_of_a_unit')],
            },
        ),
        migrations.CreateModel(
            name='IssuedWeek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('monday', models.DateField()),
                ('issued_at', models.DateTimeField()),
                ('issued_by', models.CharField(max_length=160)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('unit', 'monday'), name='a_week_is_issued_once')],
            },
        ),
        Secure("meetings_engagement", Scope.DOWNWARD),
        Secure("meetings_issuedweek", Scope.DOWNWARD),
    ]
