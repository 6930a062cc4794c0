"""What the viewer has with others: steps they took on, what is taken together with them, what they suggested."""

from __future__ import annotations

from django.db.models import Exists, Q

from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.plan.models import Chance, Step, Suggestion


def has_with_others(viewer: Viewer) -> bool:
    """Whether there is anything of the kind; one query, for pages that count theirs."""
    answered = Q(taken_at__isnull=False) | Q(changed_at__isnull=False) | Q(left_at__isnull=False)
    why = "whether there is any"
    steps = Step.objects.visible_to(viewer).not_shown(why).filter(taker_id=viewer.id, done_at=None)
    chances = Chance.objects.visible_to(viewer).not_shown(why).filter(beside_them_id=viewer.id)
    suggested = Suggestion.objects.visible_to(viewer).not_shown(why).filter(suggested_by_id=viewer.id, heard_at=None)
    me = Person.objects.visible_to(viewer).not_shown(why).filter(pk=viewer.id)
    found = (
        Exists(steps.exclude(person_id=viewer.id)),
        Exists(chances.exclude(person_id=viewer.id)),
        Exists(suggested.filter(answered)),
    )
    return bool(me.filter(found[0] | found[1] | found[2]).exists())
