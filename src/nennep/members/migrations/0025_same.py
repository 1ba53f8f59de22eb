"""Members of a file who are on the roll already are looked up by their numbers one by one: a file that was just read has
no statistics, and a small roll would be read whole for every line."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0024_closed_roster")]
    operations = [
        migrations.RunSQL(
            "alter function members_same(bigint) set enable_seqscan = off", "alter function members_same(bigint) reset enable_seqscan"
        )
    ]
