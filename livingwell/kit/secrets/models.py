"""The data keys: one for each person, wrapped by the master key that lives outside the database."""

from django.db import models


class DataKey(models.Model):
    """A person's data key, wrapped. When `wrapped` is destroyed, so are their words, in history and old backups."""

    owner_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "kit"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(wrapped__isnull=False, destroyed_at__isnull=True)
                | models.Q(wrapped__isnull=True, destroyed_at__isnull=False),
                name="key_is_there_or_destroyed",
            )
        ]
