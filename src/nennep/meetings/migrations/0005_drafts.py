
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0004_pulse'),
    ]

    operations = [
        migrations.AddField(
            model_name='outcome',
            name='draft_id',
            field=models.BigIntegerField(blank=True, help_text='the paper it is written into', null=True),
        ),
    ]
