"""Minutes that came back signed by certificate. Self-study: themes, entries that the level above can count, and their words, which only the cell can read.

Who belongs to the cell: a member who meets there, or who holds a post in the cell itself (a post above it reaches down,
but its range begins higher up). The words are written by the member alone.
"""

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure

ROLES = ("nn_one", "nn_many")
ME = "nullif(current_setting('app.person', true), '')::bigint"
MINE = f"person_id = {ME}"
POSTED = " or ".join(f"e.unit_key = current_setting('app.lo{n}', true)" for n in (1, 2, 3))
MEETS = (
    f"exists (select 1 from members_membership m where m.person_id = {ME} and m.unit_id = e.unit_id "
    "and m.association = 'party' and m.placement in ('counted', 'meets') and m.until > (now() at time zone 'Asia/Ho_Chi_Minh')::date)"
)
ENTRY = "exists (select 1 from meetings_studyentry e where e.id = entry_id and ({}))"
READ = ENTRY.format(f"e.{MINE} or {POSTED} or {MEETS}")
WRITE = ENTRY.format(f"e.{MINE}")
WORDS = "alter table meetings_studytext enable row level security;" + "\n".join(
    f"create policy {role} on meetings_studytext to {role} using ({READ}) with check ({WRITE});" for role in ROLES
)
NO_WORDS = "\n".join(f"drop policy {role} on meetings_studytext;" for role in ROLES)
CORRECTED = "\n".join(
    f"create policy own_{role} on meetings_studyentry for update to {role} using ({MINE}) with check ({MINE});"
    for role in ROLES
)
NOT_CORRECTED = "\n".join(f"drop policy own_{role} on meetings_studyentry;" for role in ROLES)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0011_calendar'),
        ('members', '0028_same_step_by_step'),
        ('org', '0008_posts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='switch',
            name='thing',
            field=models.CharField(choices=[('qr', 'Điểm danh bằng mã QR'), ('ballots', 'Bỏ phiếu kín trên hệ thống'), ('online', 'Sinh hoạt trực tuyến'), ('pulse', 'Phiếu hỏi ẩn danh cuối buổi'), ('timing', 'Ghi thời gian phát biểu'), ('study', 'Ghi kết quả tự học hằng tháng')], max_length=10),
        ),
        migrations.CreateModel(
            name='StudyTheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('year', models.PositiveSmallIntegerField()),
                ('words', models.CharField(max_length=300)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['unit_key', 'id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('unit', 'year', 'words'), name='a_study_theme_stands_once')],
            },
        ),
        migrations.CreateModel(
            name='StudyEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('name', models.CharField(max_length=120)),
                ('sort_key', nennep.core.models.OrderField(db_collation='C', max_length=400)),
                ('month', models.DateField(help_text='its first day')),
                ('hours', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('entered_on', models.DateField()),
                ('seen_on', models.DateField(blank=True, help_text='day the cell looked at it; it stands from then on', null=True)),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='members.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['month', 'sort_key', 'id'],
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['unit_key', 'month'], name='study_of_a_month')],
                'constraints': [models.UniqueConstraint(fields=('person', 'month'), name='one_study_entry_a_month')],
            },
        ),
        migrations.CreateModel(
            name='StudyText',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='meetings.studyentry')),
                ('words', models.CharField(max_length=500)),
            ],
            options={
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='CertifiedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('file_sha', models.CharField(max_length=64)),
                ('seals', models.JSONField(default=list, help_text='press.certified.Seal of each signature, as found on that day')),
                ('roots', models.PositiveSmallIntegerField(default=0, help_text='trusted roots the operator had given by then')),
                ('brought_by', models.CharField(max_length=160)),
                ('brought_at', models.DateTimeField()),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certified', to='meetings.minutes')),
            ],
            options={
                'ordering': ['id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('minutes', 'file_sha'), name='a_certified_copy_comes_once')],
            },
        ),
        Secure("meetings_certifiedcopy", Scope.UNIT),
        Secure("meetings_studytheme", Scope.DOWNWARD),
        Secure("meetings_studyentry", Scope.UNIT, extra=MINE),
        migrations.RunSQL(CORRECTED, NOT_CORRECTED),
        migrations.RunSQL(WORDS, NO_WORDS),
    ]
