"""How each open journey stands, kept ready for the board."""

from django.db import models

from livingwell.kit.permission.guarded import Guarded
from livingwell.people.models import Person, Place, Team
from livingwell.practice.holding.models import HowHeld, Journey


class Standing(Guarded):
    """How one open journey stands: who holds it, and the moments from which a board says what it needs first.

    The database keeps it by itself, in the transaction of whatever changes it (``gate.stand``, in `locks.py`); nobody
    else writes here. It holds no words, and says nothing that its journey's own rows do not say.
    """

    part = "journey"

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    journey = models.OneToOneField(Journey, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=HowHeld)
    kept_apart_at = models.DateTimeField(null=True)
    #: Since when they hold it, and since when it has been open.
    began_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    #: Somebody asked to talk today, first at; the offer to a colleague who has not answered; an ending half agreed.
    talk_at = models.DateTimeField(null=True)
    offered_at = models.DateTimeField(null=True)
    offered_to_name = models.CharField(max_length=120, blank=True)
    ending_at = models.DateTimeField(null=True)
    #: The first day by which something is promised; the next meeting planned; the last that was told.
    step_due = models.DateField(null=True)
    meeting_at = models.DateTimeField(null=True)
    spoken_at = models.DateTimeField(null=True)
    #: The last attempt to reach them, where nothing has come of it and nobody has spoken with them since.
    silent_since = models.DateTimeField(null=True)
    #: How many attempts one after the other have had no answer; the first thing they wrote that nobody has read.
    silences = models.PositiveSmallIntegerField(default=0)
    wrote_at = models.DateTimeField(null=True)
    #: The first thing their circle told us that nobody has read.
    told_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        pass
