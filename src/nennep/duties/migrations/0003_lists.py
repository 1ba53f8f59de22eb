"""What a person puts off and hands over; what a unit has said about what it asked for."""


import nennep.core.models
from django.db import migrations, models

from nennep.core.models import Scope
from nennep.core.rls import Secure

ME = "nullif(current_setting('app.uid', true), '')::bigint"


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0002_dated_rules'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_id', models.BigIntegerField(help_text='who handed it over')),
                ('name', models.CharField(max_length=160)),
                ('to_id', models.BigIntegerField(help_text='who does it now')),
                ('to_name', models.CharField(max_length=160)),
                ('kind', models.CharField(max_length=20)),
                ('row_id', models.BigIntegerField()),
                ('title', models.TextField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('on', models.DateField()),
                ('back_on', models.DateField(blank=True, help_text='the day it was handed back', null=True)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(condition=models.Q(('back_on', None)), fields=('account_id', 'kind', 'row_id'), name='a_duty_is_handed_over_once')],
            },
        ),
        migrations.CreateModel(
            name='Later',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('row_id', models.BigIntegerField()),
                ('until', models.DateField(help_text='the day it comes back')),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('account_id', 'kind', 'row_id'), name='a_duty_is_put_off_once')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit_key', nennep.core.models.KeyField(db_collation='C', max_length=60)),
                ('kind', models.CharField(max_length=20)),
                ('row_id', models.BigIntegerField()),
                ('what', models.CharField(help_text='chase, thank', max_length=6)),
                ('on', models.DateField()),
                ('people', models.PositiveIntegerField(default=0)),
            ],
            options={
                'base_manager_name': 'objects',
                'constraints': [models.UniqueConstraint(fields=('unit_key', 'kind', 'row_id', 'what'), name='one_word_about_a_thing')],
            },
        ),
        Secure("duties_later", Scope.PERSON, (), extra=f"account_id = {ME}"),
        Secure("duties_handing", Scope.PERSON, (), extra=f"account_id = {ME} or to_id = {ME}"),
        Secure("duties_word", Scope.UNIT),
    ]
