"""Kinds of units and fields of work the organisation starts with; more are added as data."""

from django.db import migrations

KINDS = [
    # code, name, association, rank, is_cell, is_grassroots, parents, symbol
    ("bloc", "Đảng bộ khối", "party", 10, False, False, [], "ĐUK"),
    ("upper", "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng", "party", 12, False, False, ["bloc", "upper"], "ĐU"),
    ("grassroots", "Đảng bộ cơ sở", "party", 20, False, True, ["bloc", "upper"], "ĐU"),
    ("grassroots_cell", "Chi bộ cơ sở", "party", 22, True, True, ["bloc", "upper"], "CB"),
    ("sectional", "Đảng bộ bộ phận", "party", 30, False, False, ["grassroots"], "ĐUBP"),
    ("cell", "Chi bộ", "party", 40, True, False, ["grassroots", "sectional"], "CB"),
    ("temporary_cell", "Chi bộ sinh hoạt tạm thời", "party", 42, True, False, ["grassroots", "sectional"], "CB"),
    ("party_group", "Tổ đảng", "party", 45, False, False, ["cell", "grassroots_cell"], ""),
    ("administration", "Trường (chính quyền)", "administration", 50, False, False, ["grassroots", "bloc", "upper"], ""),
    (
        "department",
        "Đơn vị hành chính trực thuộc",
        "administration",
        52,
        False,
        False,
        ["administration", "department"],
        "",
    ),
    ("union", "Công đoàn cơ sở", "union", 60, False, False, ["grassroots", "bloc", "upper"], "CĐ"),
    ("union_section", "Công đoàn bộ phận", "union", 62, True, False, ["union"], ""),
    ("youth", "Đoàn Thanh niên", "youth", 64, False, False, ["grassroots", "bloc", "upper"], "ĐTN"),
    ("youth_section", "Liên chi đoàn", "youth", 65, False, False, ["youth"], ""),
    ("youth_cell", "Chi đoàn", "youth", 66, True, False, ["youth", "youth_section"], ""),
    ("students", "Hội Sinh viên", "students", 68, False, False, ["grassroots", "bloc", "upper"], "HSV"),
    ("students_section", "Liên chi hội sinh viên", "students", 69, True, False, ["students"], ""),
    ("veterans", "Hội Cựu chiến binh", "veterans", 72, True, False, ["grassroots", "bloc", "upper"], "CCB"),
    ("teachers", "Hội Cựu giáo chức", "teachers", 74, True, False, ["grassroots", "bloc", "upper"], "CGC"),
    ("other", "Tổ chức khác", "other", 90, True, False, [], ""),
]
AREAS = [
    ("political", "Nhiệm vụ chính trị"),
    ("ideology", "Chính trị, tư tưởng"),
    ("study", "Học tập và làm theo"),
    ("organisation", "Tổ chức, cán bộ"),
    ("meetings", "Chất lượng sinh hoạt"),
    ("members", "Đảng viên, phát triển đảng"),
    ("inspection", "Kiểm tra, giám sát"),
    ("mobilisation", "Dân vận"),
    ("office", "Văn phòng, tài chính đảng"),
    ("mass", "Lãnh đạo các đoàn thể"),
]
NAMES = ("code", "name", "association", "rank", "is_cell", "is_grassroots", "parents", "symbol")


def fill(apps, editor):  # type: ignore[no-untyped-def]
    alias = editor.connection.alias
    kinds, areas = apps.get_model("org", "UnitKind"), apps.get_model("org", "WorkArea")
    kinds.objects.using(alias).bulk_create(kinds(**dict(zip(NAMES, row, strict=True))) for row in KINDS)
    areas.objects.using(alias).bulk_create(
        areas(code=code, name=name, rank=place) for place, (code, name) in enumerate(AREAS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("org", "0002_scope")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
