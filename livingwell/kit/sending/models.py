"""What is on its way: one row a message, sealed until it has been sent and empty afterwards."""

from typing import ClassVar

from django.db import models

from livingwell.kit.ids import new_id


class Way(models.TextChoices):
    """By what a message travels. "Nothing" looks like one to whoever waits for the page, and goes nowhere."""

    EMAIL = "email"
    SMS = "sms"
    NOTHING = "nothing"


class Outgoing(models.Model):
    """One message. `sealed` holds address, subject and words under the key of the person it is to (`owner_id`), or
    under the platform's own where it is to nobody we know yet. Once sent, or given up, nothing of it is left."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    way = models.CharField(max_length=10, choices=Way)
    owner_id = models.UUIDField(null=True)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    #: The name of the sender that took it.
    sent_by = models.CharField(max_length=120, null=True)  # null says "not yet", as for every `_by`
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "kit"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(sent_by__isnull=True, sent_at__isnull=True)
                | models.Q(sent_by__isnull=False, sent_at__isnull=False),
                name="outgoing_sent_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(given_up_at__isnull=True),
                name="outgoing_sent_or_given_up",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True) | models.Q(sealed=b""),
                name="outgoing_empty_when_done",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["made_at"],
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="outgoing_waiting",
            ),
        ]
