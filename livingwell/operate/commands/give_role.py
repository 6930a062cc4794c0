"""Say who answers for something in a place: its privacy, its safeguarding, the place itself.

Whoever signs in with the address already is given the role; somebody new is made with the name that is said. Run again
it changes nothing. With --instead-of, the role passes from one to the other in one moment. A role is laid down by
whoever has it, on their own pages.
"""

from __future__ import annotations

import argparse
import sys

from livingwell.operate.commands import Unfit
from livingwell.operate.django_ready import database_for_a_while, ready
from livingwell.operate.who_signs_in import signs_in_with

HELP = "say who answers for privacy, safeguarding or the place itself"
EXAMPLES = """\
example:
  livingwell give-role --place alderbrook --role safeguarding_lead --name "Grace Obi" --email grace@example.org
"""
ROLES = ("place_lead", "privacy_lead", "safeguarding_lead", "commissioner")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--place", required=True, metavar="SLUG", help="the place, as in its addresses")
    parser.add_argument("--role", required=True, choices=ROLES, help="what they answer for")
    parser.add_argument("--email", required=True, help="the address they sign in with")
    parser.add_argument("--name", default="", help="what to call them, where they are new")
    parser.add_argument("--instead-of", default="", metavar="EMAIL", help="whose role ends in the same moment")


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from django.db import ProgrammingError, transaction

        from livingwell.kit.database.speaking import speaking
        from livingwell.kit.viewers import Errand

        try:
            with transaction.atomic(), speaking(Errand("an operator")):
                print(_give(args))
        except ProgrammingError:
            print("The tables are not there yet: livingwell migrate makes them.", file=sys.stderr)
            return 1
        except Unfit as why:
            print(f"{why} Nothing was changed.", file=sys.stderr)
            return 1
    return 0


def _give(args: argparse.Namespace) -> str:
    from django.core.exceptions import ValidationError

    from livingwell.kit.forms import EmailField, LineField
    from livingwell.kit.viewers import Errand
    from livingwell.people.actions import give_role
    from livingwell.people.models import Place, RoleKind

    place = Place.objects.filter(slug=args.place).first()
    if place is None:
        there = ", ".join(Place.objects.order_by("slug").values_list("slug", flat=True)[:20])
        raise Unfit(f"There is no place '{args.place}'.{f' There are: {there}.' if there else ''}")
    try:
        email = EmailField().clean(args.email)
        name = LineField(max_length=120, required=False).clean(args.name)
    except ValidationError as why:
        raise Unfit(str(why.messages[0])) from None
    before = signs_in_with(args.instead_of, "", place)[0] if args.instead_of else None
    somebody, known = signs_in_with(email, name, place)
    kind = RoleKind(args.role)
    give_role(place, kind=kind, to=somebody, instead_of=before, by=Errand("an operator"))
    signs_in = "signs in as before" if known else "signs in"
    return f"{somebody.name} is {kind.label} of {place.name} now, and {signs_in} at /sign-in/ with {email}."
