"""Tellers appointed to count on their own devices. A vote opened by mistake is taken back. What stands on the agenda of each kind of meeting becomes data of the kind."""

from typing import Any

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure

APART = ["congress", "conference", "seminar", "dialogue", "training", "exchange", "dissemination"]
# part of the agenda, words, minutes
FRAME = [
    ["1opening", "Khai mạc, điểm danh, thông qua chương trình", 5],
    ["3thought", "Tình hình tư tưởng đảng viên, dư luận trong đơn vị", 10],
    ["5criticism", "Tự phê bình và phê bình; học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", 10],
    ["6tasks", "Nhiệm vụ trọng tâm tháng tới và phân công thực hiện", 15],
    ["9closing", "Kết luận, thông qua nghị quyết, đánh giá chất lượng buổi sinh hoạt", 10],
]
APART_FRAME = [["1opening", "Khai mạc, giới thiệu đại biểu, thông qua chương trình", 10], ["9closing", "Kết luận, bế mạc", 10]]


def fill(apps: Any, schema_editor: Any) -> None:
    kinds = apps.get_model("meetings", "MeetingKind").objects.using(schema_editor.connection.alias)
    kinds.filter(code__in=APART).update(apart=True, frame=APART_FRAME)
    kinds.exclude(code__in=APART).update(frame=FRAME)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0012_selfstudy'),
    ]

    operations = [
        migrations.AddField(
            model_name='meetingkind',
            name='apart',
            field=models.BooleanField(default=False, help_text="has a programme of its own: filled by hand, not from the unit's papers, tasks and cases"),
        ),
        migrations.AddField(
            model_name='meetingkind',
            name='frame',
            field=models.JSONField(default=list, help_text='what always stands on its agenda: part, words, minutes'),
        ),
        migrations.AddField(
            model_name='vote',
            name='withdrawn',
            field=models.BooleanField(default=False, help_text='opened by mistake and taken back before it was counted'),
        ),
        migrations.CreateModel(
            name='Teller',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('account_id', models.BigIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointed', to='meetings.vote')),
            ],
            options={
                'ordering': ['id'],
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('vote', 'account_id'), name='a_teller_is_appointed_once')],
            },
        ),
        Secure("meetings_teller", Scope.UNIT),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
