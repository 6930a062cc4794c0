import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # looks are written by every page: none waits while the index is made

    dependencies = [
        ("circle", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="look",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("person__isnull", True)),
                fields=["people"],
                gin_pending_list_limit=256,
                name="look_in_lists",
            ),
        ),
    ]
