"""Which units hold meetings of a kind: a cell is not offered a briefing of secretaries, nor a committee a Party group's."""

from typing import Any

from django.db import migrations, models

HELD = {"cell": ["regular", "extended", "group"], "above": ["standing", "briefing", "plenary"]}


def fill(apps: Any, schema_editor: Any) -> None:
    kinds = apps.get_model("meetings", "MeetingKind").objects.using(schema_editor.connection.alias)
    for holder, codes in HELD.items():
        kinds.filter(code__in=codes).update(holder=holder)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0013_tellers'),
    ]

    operations = [
        migrations.AddField(
            model_name='meetingkind',
            name='holder',
            field=models.CharField(blank=True, choices=[('', 'mọi đơn vị'), ('cell', 'chi bộ'), ('above', 'cấp trên chi bộ')], default='', max_length=6),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
