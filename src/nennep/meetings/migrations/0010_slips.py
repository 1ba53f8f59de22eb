"""Phiếu xin ý kiến between meetings. Who was asked sees the question and his own slip wherever the unit lies."""

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure

OWN = "account_id = nullif(current_setting('app.uid', true), '')::bigint"
ASKED = f"exists (select 1 from meetings_slip s where s.question_id = meetings_question.id and s.{OWN})"
BODIES = [('committee', 'cấp ủy'), ('standing', 'ban thường vụ, thường trực'), ('members', 'toàn thể đảng viên')]
CHOICES = [('agree', 'Tán thành'), ('disagree', 'Không tán thành'), ('other', 'Ý kiến khác')]
ANSWERS = "\n".join(
    f"create policy own_{role} on meetings_slip for update to {role} using ({OWN}) with check ({OWN});"
    for role in ("nn_one", "nn_many")
)
NO_ANSWERS = "drop policy own_nn_one on meetings_slip; drop policy own_nn_many on meetings_slip;"


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0009_sources'),
        ('org', '0008_posts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('body', models.CharField(choices=BODIES, max_length=10)),
                ('words', models.CharField(max_length=1000)),
                ('asked_by', models.CharField(max_length=160)),
                ('asked_on', models.DateField()),
                ('due_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, help_text='day the slips were counted', null=True)),
                ('result', models.CharField(blank=True, help_text='counts alone, no name, as the agenda has it', max_length=600)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['-asked_on', '-id'],
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['unit_key', 'closed_on'], name='questions_of_a_unit')],
            },
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('account_id', models.BigIntegerField(blank=True, null=True)),
                ('name', models.CharField(max_length=160)),
                ('choice', models.CharField(blank=True, choices=CHOICES, max_length=10)),
                ('words', models.TextField(blank=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slips', to='meetings.question')),
            ],
            options={
                'ordering': ['id'],
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['account_id'], name='slips_of_an_account')],
                'constraints': [models.UniqueConstraint(fields=('question', 'account_id'), name='a_person_gets_one_slip')],
            },
        ),
        Secure("meetings_slip", Scope.UNIT, extra=OWN),
        migrations.RunSQL(ANSWERS, NO_ANSWERS),
        Secure("meetings_question", Scope.UNIT, extra=ASKED),
    ]
