"""What is typed and not sent yet: one row for each window somebody types in."""

from typing import ClassVar

from django.db import models

from livingwell.kit.ids import new_id
from livingwell.kit.secrets.fields import SealedTextField


class Unsent(models.Model):
    """What somebody has typed into one form and not sent yet. Nobody else ever reads it.

    It is sealed with the key of the person whose words they are (`about_id`), who is not always the one who types.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    by_id = models.UUIDField()
    about_id = models.UUIDField()
    #: Which form, in our words; and the address of its page.
    form = models.CharField(max_length=120)
    address = models.CharField(max_length=300)
    #: Its fields as JSON: name to values.
    typed = SealedTextField(owner="about_id", for_people=False)
    #: Counts the times it was kept; `window` is the opened page that kept it last.
    version = models.PositiveIntegerField(default=1)
    window = models.CharField(max_length=40)
    kept_at = models.DateTimeField()
    #: When the form was sent, and these words had served; what the window still has in hand is then not kept again.
    sent_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "kit"
        indexes: ClassVar = [models.Index(fields=["by_id", "form", "-kept_at"], name="unsent_of_form")]
