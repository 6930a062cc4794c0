"""Open a place with its first team, whose lead has said yes to duty; for a place that is there, open another team.

Run again it changes nothing and says what is there. The lead signs in with the email address given: a code is sent to
it. Ask them first: from this moment they are on duty, and hold whatever arrives.
"""

from __future__ import annotations

import argparse
import re
import sys
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from livingwell.operate.commands import Unfit
from livingwell.operate.django_ready import database_for_a_while, ready
from livingwell.operate.who_signs_in import signs_in_with

HELP = "open a place with its first team (its lead has said yes to duty)"
EXAMPLES = """\
example:
  livingwell create-place --slug alderbrook --name "Alderbrook Living Well" --jurisdiction england \\
      --team North --organisation "Alderbrook Council" --lead-name "Lena Lead" --lead-email lena@example.org
"""
JURISDICTIONS = ("england", "wales", "scotland", "northern_ireland")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--slug", required=True, help="what its addresses begin with: small letters, digits, dashes")
    parser.add_argument("--name", required=True, help="what people call it")
    parser.add_argument("--jurisdiction", required=True, choices=JURISDICTIONS, help="whose law and crisis help hold")
    parser.add_argument("--team", required=True, help="the name of its team")
    parser.add_argument("--organisation", required=True, help="the organisation the team's lead works for")
    parser.add_argument("--lead-name", required=True, help="the team's lead, as they want to be called")
    parser.add_argument("--lead-email", required=True, help="where their sign-in codes are sent")
    parser.add_argument("--time-zone", default="Europe/London", help="default: Europe/London")
    parser.add_argument("--promise-days", type=int, default=2, help="working days until somebody is in touch (2)")


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from django.db import ProgrammingError

        from livingwell.kit.database.speaking import speaking
        from livingwell.kit.viewers import Errand

        try:
            with speaking(Errand("an operator")):
                said = _create(args)
        except ProgrammingError:
            print("The tables are not there yet: livingwell migrate makes them.", file=sys.stderr)
            return 1
        except Unfit as why:
            print(f"{why} Nothing was changed.", file=sys.stderr)
            return 1
    print("\n".join(said))
    return 0


def _create(args: argparse.Namespace) -> list[str]:
    from livingwell.kit import clock
    from livingwell.kit.viewers import Errand
    from livingwell.people.models import MembershipKind, Organisation, Place, RoutingArea, Team
    from livingwell.practice.holding.actions import open_team

    _check(args)
    place, opened = Place.objects.get_or_create(
        slug=args.slug,
        defaults={
            "name": args.name,
            "jurisdiction": args.jurisdiction,
            "time_zone": args.time_zone,
            "promise_days": args.promise_days,
            "opened_at": clock.now(),
        },
    )
    said = [f"{place.name} is open at /{place.slug}/." if opened else f"{place.name} is there already."]
    if Team.objects.filter(place=place, name=args.team).exists():
        return [*said, f"Its team {args.team} is there already. Nothing was changed."]
    organisation, _ = Organisation.objects.get_or_create(
        place=place, name=args.organisation, defaults={"joined_at": clock.now()}
    )
    lead, known = signs_in_with(args.lead_email, args.lead_name, place)
    team = open_team(
        place, name=args.team, first=lead, known_as=args.lead_name, kind=MembershipKind.LEAD,
        organisation=organisation, by=Errand("an operator"),
    )  # fmt: skip
    said.append(f"The team {team.name} is open. {args.lead_name}, {organisation.name}, leads it and is on duty.")
    if opened:
        RoutingArea.objects.create(place=place, postcode_prefix="", team=team)
        said.append(f"Introductions from everywhere go to {team.name}.")
    known_already = "signs in as before" if known else "signs in"
    return [*said, f"{args.lead_name} {known_already} at /sign-in/ with {args.lead_email}."]


def _check(args: argparse.Namespace) -> None:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.urls import get_resolver

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", args.slug) or len(args.slug) > 40:
        raise Unfit(f"'{args.slug}' cannot begin an address: small letters, digits and single dashes, at most 40.")
    ours = {str(pattern.pattern).partition("/")[0] for pattern in _all(get_resolver().url_patterns)}
    if args.slug in ours | {"static"}:
        raise Unfit(f"'{args.slug}' begins an address of the platform's own.")
    try:
        validate_email(args.lead_email)
    except ValidationError:
        raise Unfit(f"'{args.lead_email}' is not an email address.") from None
    try:
        ZoneInfo(args.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Unfit(f"'{args.time_zone}' is not a time zone (such as Europe/London).") from None
    if not 1 <= args.promise_days <= 20:
        raise Unfit("The promise is between 1 and 20 working days.")
    for what in ("name", "team", "organisation", "lead_name"):
        words = getattr(args, what).strip()
        if not words or len(words) > 80 or any(ord(letter) < 32 for letter in words):
            raise Unfit(f"--{what.replace('_', '-')} needs between 1 and 80 letters, on one line.")
        setattr(args, what, words)


def _all(patterns):
    """Every first step of an address: those included at the root lie one level deeper."""
    for pattern in patterns:
        if str(pattern.pattern) == "" and hasattr(pattern, "url_patterns"):
            yield from _all(pattern.url_patterns)
        else:
            yield pattern
