from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("circle", "0005_sittings"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="look",
            index=models.Index(fields=["person", "by", "at"], name="look_of_one_by"),
        ),
    ]
