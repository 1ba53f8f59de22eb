"""The planning roster is closed in the database too."""

from django.db import migrations

from nennep.core.rls import Close


class Migration(migrations.Migration):
    dependencies = [("members", "0023_matching")]
    operations = [Close("members_planned", "members.roster")]
