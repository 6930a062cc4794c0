"""Invite a worker to a team, by email or text message.

The link is sent, and printed here too, for a place whose messages do not go out yet: hand it to that one person, for
whoever opens it joins the team. Inviting the same address again sends a new link and ends the one before.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable

from livingwell.operate import home
from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "invite a worker to a team, by email or text message"
EXAMPLES = """\
example:
  livingwell invite --place alderbrook --team North --organisation "Alderbrook Council" \\
      --kind peer --name "Pearl Peer" --email pearl@example.org

LIVINGWELL_URL says where the platform is found (default: http://localhost:PORT).
"""
KINDS = ("peer", "support", "nurse", "social", "therapist", "psychologist", "coordinator", "lead")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--place", required=True, metavar="SLUG", help="the place, as in its addresses")
    parser.add_argument("--team", required=True, help="the name of the team")
    parser.add_argument("--organisation", required=True, help="who they work for (added when it is new)")
    parser.add_argument("--kind", required=True, choices=KINDS, help="what they do in the team")
    parser.add_argument("--name", required=True, help="what to call them; they say themselves later")
    to = parser.add_mutually_exclusive_group(required=True)
    to.add_argument("--email", default="", help="where the invitation and later their codes are sent")
    to.add_argument("--phone", default="", help="a mobile number instead")


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from django.db import ProgrammingError

        from livingwell.kit.database.speaking import speaking
        from livingwell.kit.viewers import Errand

        try:
            with speaking(Errand("an operator")):
                return _invite(args)
        except ProgrammingError:
            print("The tables are not there yet: livingwell migrate makes them.", file=sys.stderr)
            return 1


def _invite(args: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError
    from django.urls import reverse

    from livingwell.kit import clock
    from livingwell.kit.forms import EmailField, LineField, PhoneField
    from livingwell.kit.viewers import Errand
    from livingwell.people.actions import invite_worker
    from livingwell.people.models import MembershipKind, Organisation, Place, Team

    place = Place.objects.filter(slug=args.place).first()
    if place is None:
        return _refuse(
            f"There is no place '{args.place}'.", Place.objects.order_by("slug").values_list("slug", flat=True)
        )
    open_teams = Team.objects.filter(place=place, closed_at=None).order_by("name")
    team = open_teams.filter(name=args.team).first()
    if team is None:
        return _refuse(f"{place.name} has no team '{args.team}'.", open_teams.values_list("name", flat=True))
    try:
        name = LineField(max_length=120).clean(args.name)
        email = EmailField(required=False).clean(args.email)
        phone = PhoneField(required=False).clean(args.phone)
    except ValidationError as why:
        return _refuse(str(why.messages[0]), [])
    organisation, _ = Organisation.objects.get_or_create(
        place=place, name=args.organisation.strip(), defaults={"joined_at": clock.now()}
    )
    base = os.environ.get("LIVINGWELL_URL", f"http://localhost:{home.port()}").rstrip("/")
    links: list[str] = []

    def link_to(code: str) -> str:
        links.append(base + reverse("invitation", kwargs={"place": place.slug, "code": code}))
        return links[-1]

    try:
        invitation, _code = invite_worker(
            team, organisation=organisation, kind=MembershipKind(args.kind), name=name, email=email, phone=phone,
            link_to=link_to, by=Errand("an operator"),
        )  # fmt: skip
    except ValueError as why:
        return _refuse(f"{str(why).capitalize()}.", [])
    print(f"{name} is invited to {team.name}, until {invitation.until:%d %B %Y}. The message goes to {email or phone}.")
    print(f"Their link, for them alone:\n  {links[-1]}")
    return 0


def _refuse(why: str, there: Iterable[str]) -> int:
    known = ", ".join(list(there)[:20])
    print(f"{why}{f' There are: {known}.' if known else ''} Nobody was invited.", file=sys.stderr)
    return 1
