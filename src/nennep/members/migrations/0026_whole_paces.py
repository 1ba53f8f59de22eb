"""The indexes of decisions by unit hold annulled ones too: a branch that moves finds all of its rows by them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0025_same'),
        ('org', '0008_posts'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='admission',
            name='admission_pace',
        ),
        migrations.RemoveIndex(
            model_name='recognition',
            name='recognition_pace',
        ),
        migrations.AddIndex(
            model_name='admission',
            index=models.Index(fields=['unit_key', 'decided_on'], include=('sex', 'category', 'association', 'annulled_on'), name='admission_pace'),
        ),
        migrations.AddIndex(
            model_name='recognition',
            index=models.Index(fields=['unit_key', 'decided_on'], include=('annulled_on',), name='recognition_pace'),
        ),
    ]
