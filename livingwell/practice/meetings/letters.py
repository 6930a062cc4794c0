"""The letter by email: what was said and what happens next, to somebody who has said that it is safe to write."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from livingwell.kit.permission.acts import Refused
from livingwell.kit.sending import send_email
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, Place
from livingwell.people.reads import may_write_to
from livingwell.practice.meetings.models import Meeting
from livingwell.practice.meetings.reads.told import told


def send_letter(meeting: Meeting, by: Viewer) -> None:
    """Send it with the transaction under way.

    :raises Refused: when they have not said that it is safe, or have given no email address.
    """
    person = Person.unguarded.get(pk=meeting.person_id)
    if not person.email or not may_write_to(person):
        raise Refused(_("They have not said that it is safe to email them. Please print the letter instead."))
    context = {
        "meeting": meeting,
        "told": told(meeting, by, letters=False),
        "person": person,
        "place": Place.objects.get(pk=meeting.place_id),
    }
    body = render_to_string("meetings/letter.txt", context)
    send_email(to=person.email, subject=_("What we talked about"), body=body, about=person.pk)
