"""Giving a copy of the plan to a GP: as a document the person agrees to."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from livingwell.kit import clock
from livingwell.kit.permission.acts import act
from livingwell.kit.record.telling import tell
from livingwell.kit.sending import send_email
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, Place
from livingwell.practice.circle.entering import writing
from livingwell.practice.plan.models import GpCopy, HowGiven, Plan
from livingwell.practice.plan.paper import document_facts, document_text
from livingwell.practice.plan.reads import whole_plan


@act("send_to_gp")
def send_to_gp(plan: Plan, *, practice: str, how: HowGiven, email: str = "", by: Viewer) -> GpCopy:
    """The person agrees to a document and to whom it goes; what was agreed to is kept as it was. By email it is handed
    to the post in this transaction; otherwise somebody prints it, and the platform sends nothing."""
    whole = whole_plan(plan.person_id, by)
    name = Person.unguarded.values_list("name", flat=True).get(pk=plan.person_id)
    place = Place.objects.get(pk=plan.place_id)
    facts = document_facts(whole, name=name, today=clock.today(place.time_zone), to=practice)
    with writing(by):
        copy = GpCopy(
            place_id=plan.place_id,
            person_id=plan.person_id,
            plan_id=plan.pk,
            practice=practice,
            email=email if how == HowGiven.EMAIL else "",
            how=how,
            document=json.dumps(facts),
            agreed_by_id=by.id,
            agreed_by_name=by.name,
            agreed_at=clock.now(),
            channel=by.channel,
        )
        copy.save(force_insert=True)
    if how == HowGiven.EMAIL:
        subject = _("A letter for your records")
        send_email(to=email, subject=subject, body=document_text(facts), about=plan.person_id)
    tell(about=plan.person_id, place=plan.place_id, row=copy.pk, how=how.value)
    return copy
