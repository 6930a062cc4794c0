"""Slowing machines down: a bucket of tries that fills again by itself, shared by every process.

Kept in a table of its own rather than in the cache: one statement takes a try, so that a hundred requests at the same
moment cannot all see the same count, and a full cache never throws a count away.
"""

from __future__ import annotations

import ipaddress
from datetime import timedelta

from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest

from livingwell.kit.secrets.hashes import keyed_hash


class Throttle(models.Model):
    """How many tries are left in one bucket. `key` is a keyed hash: no address and no name can be read from it."""

    key = models.CharField(max_length=64, primary_key=True)
    left = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        app_label = "kit"


def take(what: str, who: str, *, burst: int, each: timedelta) -> bool:
    """Take one try of `what` for `who` (an address, a number, '' for everybody together); False when there is none.

    A bucket holds `burst` tries and gains one in every `each`. The real clock counts, whatever is simulated: this is
    about machines. A bucket is forgotten by a clean-up once it is a day old, so `burst` times `each` stays below that.
    """
    key = keyed_hash("throttle", f"{what}:{who}").hex()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            insert into kit_throttle as t (key, "left", at) values (%(key)s, %(burst)s - 1, clock_timestamp())
            on conflict (key) do update set at = excluded.at,
                "left" = least(%(burst)s, t."left" + extract(epoch from excluded.at - t.at) / %(each)s) - 1
            where least(%(burst)s, t."left" + extract(epoch from excluded.at - t.at) / %(each)s) >= 1
            """,
            {"key": key, "burst": float(burst), "each": each.total_seconds()},
        )
        return bool(cursor.rowcount == 1)


def put_back(what: str, who: str) -> None:
    """The try was a good one: only wrong ones count."""
    key = keyed_hash("throttle", f"{what}:{who}").hex()
    with connection.cursor() as cursor:
        cursor.execute('update kit_throttle set "left" = "left" + 1 where key = %s', [key])


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as far as it can be trusted; of an IPv6 address the network that one home has.

    Behind proxies of the place's own (LIVINGWELL_PROXIES says how many) it is what the outermost of them saw.
    """
    found = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES_IN_FRONT:
        passed_on = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
        if len(passed_on) >= settings.PROXIES_IN_FRONT:
            found = passed_on[-settings.PROXIES_IN_FRONT]
    try:
        address = ipaddress.ip_address(found)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((address, 64), strict=False))
    return str(address)
