"""Let an organisation's workers come in through its own OpenID Connect provider.

It opens the accounts that its workers here have already, by the email address the provider vouches for; it makes none.
We prove to the provider that it is us by a key made here, whose private half never leaves this database (it is sealed
under the master key), or by a secret it gave us, read from LIVINGWELL_PROVIDER_SECRET. Run again it replaces what was
set up before; with --end it ends it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys

from livingwell.operate.commands import Unfit
from livingwell.operate.django_ready import database_for_a_while, ready

HELP = "let an organisation's workers come in through its own sign-in"
EXAMPLES = """\
example:
  livingwell organisation-sign-in --place alderbrook --organisation "Alderbrook Trust" \\
      --issuer https://login.trust.example --our-id living-well --algorithm RS512 --second-step mfa

LIVINGWELL_URL says where the platform is found; LIVINGWELL_PROVIDER_SECRET holds a shared secret, if that is the proof.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--place", required=True, metavar="SLUG", help="the place, as in its addresses")
    parser.add_argument("--organisation", required=True, help="the organisation's name, as the place has it")
    parser.add_argument("--issuer", help="the provider's issuer, exactly as it writes it")
    parser.add_argument("--our-id", help="what the provider calls us (its client_id)")
    parser.add_argument("--algorithm", default="RS512", help="what our key signs with: RS512, RS256, PS256, ES256")
    parser.add_argument(
        "--host", action="append", default=[], help="another host of the provider's, for keys or tokens"
    )
    parser.add_argument(
        "--second-step", action="append", default=[], help="an acr or amr that counts as a second step in this place"
    )
    parser.add_argument("--end", action="store_true", help="end it: nobody comes in this way any more")


def handle(args: argparse.Namespace) -> int:
    with database_for_a_while():
        ready()
        from livingwell.kit.database.speaking import speaking
        from livingwell.people.actions.providers import OPERATOR

        try:
            with speaking(OPERATOR):
                said = _end(args) if args.end else _set_up(args)
        except Unfit as why:
            print(f"{why} Nothing was changed.", file=sys.stderr)
            return 1
    print("\n".join(said))
    return 0


def _organisation(args):
    from livingwell.people.models import Organisation

    found = Organisation.objects.filter(place__slug=args.place, name=args.organisation, left_at=None).first()
    if found is None:
        raise Unfit(f"There is no organisation '{args.organisation}' in '{args.place}'.")
    return found


def _end(args) -> list[str]:
    from livingwell.people.actions.providers import OPERATOR, end_provider
    from livingwell.people.models import Provider

    provider = Provider.objects.filter(organisation=_organisation(args), ended_at=None).first()
    if provider is None:
        raise Unfit("It has no sign-in of its own here.")
    end_provider(provider, by=OPERATOR)
    return [f"Nobody comes in through {provider.issuer} any more."]


def _set_up(args) -> list[str]:
    from django.conf import settings

    from livingwell.people.actions.providers import OPERATOR, set_up_provider
    from livingwell.people.models import Proof
    from livingwell.people.providers.proving import ALGORITHMS, public_keys

    if not args.issuer or not args.our_id:
        raise Unfit("--issuer and --our-id are needed.")
    if not args.issuer.startswith("https://") and settings.REAL:
        raise Unfit("The issuer begins with https://")
    if args.algorithm not in ALGORITHMS:
        raise Unfit(f"--algorithm is one of {', '.join(ALGORITHMS)}.")
    provider = set_up_provider(
        _organisation(args), issuer=args.issuer, our_id=args.our_id, algorithm=args.algorithm, hosts=args.host,
        secret=os.environ.get("LIVINGWELL_PROVIDER_SECRET", ""), second_step_words=args.second_step, by=OPERATOR,
    )  # fmt: skip
    base = os.environ.get("LIVINGWELL_URL", "http://localhost:8000").rstrip("/")
    here = f"{base}/sign-in/with/{provider.pk}/"
    said = [f"Workers of {args.organisation} come in through {args.issuer}.", "", "Tell the provider:",
            f"  where we come back to (redirect URI)   {here}back/"]  # fmt: skip
    if provider.proof == Proof.KEY:
        said += [f"  our public keys (jwks_uri)             {here}keys/", "", json.dumps(public_keys(provider))]
    if not args.second_step:
        said += ["", "Its own second step does not count here: workers give ours too. --second-step changes that."]
    return said
