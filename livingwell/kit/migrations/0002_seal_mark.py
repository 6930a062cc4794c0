"""A mark on each seal, made with a key that the database never sees."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kit", "0001_initial")]

    operations = [
        migrations.AddField("seal", "mark", models.CharField(max_length=64, blank=True, default=""), preserve_default=False),
    ]
