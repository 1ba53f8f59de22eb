"""A target's planned rounds, by which its pace is judged."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0004_populations")]
    operations = [
        migrations.AddField(
            model_name="target",
            name="rounds",
            field=models.CharField(
                blank=True, default="", help_text="days of the planned rounds of a year: 3/2, 19/5", max_length=120
            ),
            preserve_default=False,
        )
    ]
