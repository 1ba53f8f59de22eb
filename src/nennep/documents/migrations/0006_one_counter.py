"""The one counter of books is kept by the clerks' office."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_review_scope"), ("office", "0002_books_move")]
    operations = [migrations.DeleteModel(name="Book")]
