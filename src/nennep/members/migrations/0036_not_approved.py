"""A post may be left because the level above did not approve the election."""

from django.db import migrations, models

LEFT = [
    ("term", "hết nhiệm kỳ"), ("resigned", "xin thôi"), ("relieved", "miễn nhiệm, cho thôi giữ chức"), ("dismissed", "cách chức"),
    ("moved", "chuyển công tác, chuyển sinh hoạt"), ("retired", "nghỉ hưu, từ trần"), ("ended", "tổ chức kết thúc hoạt động"),
    ("refused", "cấp trên không chuẩn y"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("members", "0035_ages_and_old_files")]
    operations = [
        migrations.AlterField("tenure", "left", models.CharField(max_length=10, choices=LEFT, blank=True)),
    ]
