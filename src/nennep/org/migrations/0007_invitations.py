"""Invitations to the heads of units."""

import django.db.models.deletion
import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0006_authority'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('matter', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('place', models.CharField(max_length=200)),
                ('words', models.TextField(blank=True, help_text='what to prepare and to bring')),
                ('asked', models.JSONField(default=list, help_text='unit, its id, names that were told; none where nobody could be')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=160)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='org.unit')),
            ],
            options={
                'ordering': ['-at'],
                'base_manager_name': 'objects',
            },
        ),
        Secure("org_invitation", Scope.DOWNWARD),
    ]
