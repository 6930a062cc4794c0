"""Telling somebody that their team wrote: by the way they chose, only where they said that it is safe, and with
nobody's words unless they chose that too. A text never carries words: it shows on a locked phone, and numbers change
hands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from livingwell.kit import addresses
from livingwell.kit.sending import send_email, send_sms
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Account, Person, Place
from livingwell.people.reads import may_leave_message, may_write_to
from livingwell.practice.holding.models import Journey
from livingwell.practice.messages.models import ChosenWay, Told, WayToTell

#: Ways that need nothing sent.
SENDS_NOTHING = {WayToTell.HERE: Told.HERE, WayToTell.RING: Told.RING, WayToTell.POST: Told.POST}


def in_the_way(way: WayToTell, person: Person) -> Told | None:
    """Why nothing can be sent to `person` by `way`: not said to be safe, or no address; None where it can."""
    if way == WayToTell.TEXT:
        if not may_leave_message(person):
            return Told.UNSAFE
        return None if person.phone else Told.NO_WAY
    if way in (WayToTell.EMAIL, WayToTell.EMAIL_WORDS):
        if not may_write_to(person):
            return Told.UNSAFE
        return None if person.email else Told.NO_WAY
    return None


def tell_them(journey: Journey, *, words: str, by: Viewer) -> Told:
    """Send what the person chose to be sent, in the act's transaction; gives how they were told."""
    person: Person = Person.unguarded.get(pk=journey.person_id)
    chosen = ChosenWay.unguarded.filter(person_id=person.pk).first()
    way = WayToTell(chosen.way) if chosen else WayToTell.HERE
    if way == WayToTell.HERE and not signs_in(person):
        return Told.NO_WAY
    if way in SENDS_NOTHING:
        return SENDS_NOTHING[way]
    if (why_not := in_the_way(way, person)) is not None:
        return why_not
    place = journey.place
    if way == WayToTell.TEXT:
        send_sms(to=person.phone, body=_call(person, place, by.name), about=person.pk)
    else:
        body = words if way == WayToTell.EMAIL_WORDS else _call(person, place, by.name)
        if way == WayToTell.EMAIL_WORDS:
            body += "\n\n" + by.name + "\n\n" + _("Nobody reads answers to this email.") + " " + _where(person, place)
        send_email(to=person.email, subject=_("Something to read"), body=body, about=person.pk)
    return Told(way.value)


def signs_in(person: Person) -> bool:
    """Whether they can read here what was written."""
    return Account.objects.filter(person_id=person.pk, closed_at=None).exists()


def _call(person: Person, place: Place, name: str) -> str:
    return _("Hello, this is %(name)s. I wrote to you.") % {"name": name} + " " + _where(person, place)


def _where(person: Person, place: Place) -> str:
    """How to read it and write back: signed in, or, for somebody without an account, by ringing."""
    if signs_in(person):
        return _("You can read it and write back here: %(link)s") % {
            "link": addresses.whole("messages", place=place.slug)
        }
    return _("You can ring us: %(phone)s") % {"phone": place.phone} if place.phone else _("Please ring me.")
