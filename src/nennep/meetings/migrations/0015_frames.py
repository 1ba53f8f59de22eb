"""A committee, a briefing, a preparatory meeting and a short consultation begin with an agenda of their own, not with a
cell's; what an office has worded itself stays."""

from importlib import import_module
from typing import Any

from django.db import migrations

CELLS = import_module("nennep.meetings.migrations.0013_tellers").FRAME
TASKS = "Nhiệm vụ trọng tâm thời gian tới và phân công thực hiện"
COMMITTEE = [
    ["1opening", "Khai mạc, thông qua chương trình", 5],
    ["4result", "Kết quả thực hiện nghị quyết, kết luận kỳ trước", 15],
    ["6tasks", TASKS, 20],
    ["9closing", "Kết luận hội nghị", 10],
]
# part of the agenda, words, minutes
FRAMES = {
    "committee": COMMITTEE,
    "standing": COMMITTEE,
    "briefing": [
        ["1opening", "Khai mạc, điểm danh", 5],
        ["4result", "Kết quả công tác từ kỳ giao ban trước", 15],
        ["6tasks", TASKS, 20],
        ["9closing", "Kết luận giao ban", 10],
    ],
    "preparatory": [
        ["1opening", "Mục đích, yêu cầu của cuộc họp cần chuẩn bị", 5],
        ["6tasks", "Nội dung, tài liệu, phân công chuẩn bị", 20],
        ["9closing", "Kết luận, hạn hoàn thành việc chuẩn bị", 5],
    ],
    "consultation": [["1opening", "Nêu nội dung cần hội ý", 5], ["9closing", "Thống nhất ý kiến, phân công", 10]],
}


def fill(apps: Any, schema_editor: Any) -> None:
    kinds = apps.get_model("meetings", "MeetingKind").objects.using(schema_editor.connection.alias)
    for code, frame in FRAMES.items():
        kinds.filter(code=code, frame=CELLS).update(frame=frame)
    kinds.filter(code="consultation").update(apart=True)


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0014_holders'),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
