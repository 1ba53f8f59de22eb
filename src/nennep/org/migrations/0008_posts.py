"""The catalogue of posts, and how many members a committee is to have."""

from typing import Any

from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure

CELLS, BODIES = ["cell", "grassroots_cell", "temporary_cell"], ["bloc", "upper", "grassroots", "sectional"]
# association: (title, protocol, kinds of units, leads, counts among the committee's members)
POSTS: dict[str, tuple[tuple[str, int, list[str], bool, bool], ...]] = {
    "party": (
        ("Bí thư", 10, [], True, True), ("Phó Bí thư Thường trực", 20, BODIES, False, True), ("Phó Bí thư", 30, [], False, True),
        ("Ủy viên Ban Thường vụ", 40, BODIES, False, True), ("Đảng ủy viên", 50, BODIES, False, True), ("Chi ủy viên", 55, CELLS, False, True),
        ("Chủ nhiệm Ủy ban Kiểm tra", 60, BODIES, False, False), ("Phó Chủ nhiệm Ủy ban Kiểm tra", 65, BODIES, False, False),
        ("Ủy viên Ủy ban Kiểm tra", 70, BODIES, False, False),
    ),
    "union": (
        ("Chủ tịch Công đoàn", 12, [], True, True), ("Phó Chủ tịch Công đoàn", 32, [], False, True),
        ("Ủy viên Ban Thường vụ Công đoàn", 42, ["union"], False, True), ("Ủy viên Ban Chấp hành Công đoàn", 52, [], False, True),
    ),
    "youth": (
        ("Bí thư Đoàn", 14, [], True, True), ("Phó Bí thư Đoàn", 34, [], False, True), ("Ủy viên Ban Thường vụ Đoàn", 44, ["youth"], False, True),
        ("Ủy viên Ban Chấp hành Đoàn", 54, [], False, True),
    ),
    "students": (
        ("Chủ tịch Hội Sinh viên", 16, [], True, True), ("Phó Chủ tịch Hội Sinh viên", 36, [], False, True),
        ("Ủy viên Ban Thư ký Hội Sinh viên", 46, [], False, True), ("Ủy viên Ban Chấp hành Hội Sinh viên", 56, [], False, True),
    ),
    "veterans": (
        ("Chủ tịch Hội Cựu chiến binh", 18, [], True, True), ("Phó Chủ tịch Hội Cựu chiến binh", 38, [], False, True),
        ("Ủy viên Ban Chấp hành Hội Cựu chiến binh", 58, [], False, True),
    ),
    "teachers": (("Chủ tịch Hội Cựu giáo chức", 19, [], True, True), ("Ủy viên Ban Chấp hành Hội Cựu giáo chức", 59, [], False, True)),
}  # fmt: skip
ASSOCIATIONS = [
    ("party", "Đảng"),
    ("union", "Công đoàn"),
    ("youth", "Đoàn Thanh niên"),
    ("students", "Hội Sinh viên"),
    ("veterans", "Hội Cựu chiến binh"),
    ("teachers", "Hội Cựu giáo chức"),
    ("administration", "Chính quyền"),
    ("other", "Tổ chức khác"),
]
NAMES = ("title", "protocol", "kinds", "is_head", "in_committee")


def fill(apps: Any, schema_editor: Any) -> None:
    kinds = apps.get_model("org", "PostKind")
    rows = [kinds(association=code, **dict(zip(NAMES, row, strict=True))) for code, posts in POSTS.items() for row in posts]
    kinds.objects.using(schema_editor.connection.alias).bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("org", "0007_invitations")]
    operations = [
        migrations.CreateModel(
            "PostKind",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("association", models.CharField(max_length=20, choices=ASSOCIATIONS)),
                ("title", models.CharField(max_length=120)),
                ("protocol", models.PositiveSmallIntegerField(default=80, help_text="order of protocol, highest first")),
                ("kinds", models.JSONField(default=list, blank=True)),
                ("is_head", models.BooleanField(default=False, help_text="who leads: vacant while nobody holds it")),
                ("in_committee", models.BooleanField(default=True, help_text="counts among the committee's members")),
            ],
            options={
                "ordering": ["protocol", "title"],
                "constraints": [models.UniqueConstraint(fields=("association", "title"), name="a_post_is_listed_once")],
            },
        ),
        migrations.AddField(
            "term",
            "places",
            models.PositiveSmallIntegerField(
                null=True, blank=True, help_text="how many members the congress decided the committee to have"
            ),
        ),
        Secure("org_postkind", Scope.SHARED),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
