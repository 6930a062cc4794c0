"""How they came: the person, their key, the introduction in their own words, and the words that bring them back."""

from __future__ import annotations

import json
from random import Random

from livingwell.kit.secrets.hashes import keyed_hash
from livingwell.simulation.bulk import binary, words
from livingwell.simulation.bulk.binary import moment, raw, text
from livingwell.simulation.bulk.book import Book
from livingwell.simulation.bulk.ground import DAY, HOUR, LONG_WAY, MOST_LOOKED_AT, Ground, between
from livingwell.simulation.bulk.identity import id_at, spelled
from livingwell.simulation.bulk.life import Life, Stretch
from livingwell.simulation.bulk.pen import Pen
from livingwell.simulation.bulk.team import Team, account

_FRONT_DOOR = text("front door")
_SEND, _AGAIN = text("send_introduction"), text("ask_for_support_again")
_ME, _KNOWN, _ONLINE = text("me"), text("known"), text("online")
_OPEN = text("open")
_YES, _WORKING_DAYS = text("yes"), 2 * DAY
_LETTERS = "BCDFGHJKMNPQRSTVWXZ3456789"


def come(book: Book, ground: Ground, team: Team, nth: int, dice: Random) -> Life:
    """Somebody comes: the rows of the person. Their journeys are written next."""
    long_way = nth % LONG_WAY == 0
    # Whoever has come a long way came a while ago.
    latest = ground.since + (ground.until - ground.since) // 4 if long_way else ground.until - HOUR
    came = between(dice, ground.since + 2 * DAY, latest)
    pk, called = id_at(came, dice), text(words.name(dice))
    pen = Pen(pk)
    # Country code 999 is nobody's: these numbers can be looked for, and never rung.
    phone = f"+9990{nth:010d}"
    book.people.add(
        id=pk,
        place_id=book.place,
        name=called,
        birth_year=binary.small(dice.randint(1935, 2008)),
        phone=pen.seal(phone.encode(), "people_person.phone", pk),
        phone_hash=raw(keyed_hash("phone", phone)),
        safe_to_leave_message=_YES,
        safe_to_write=_YES,
        arrived_at=moment(came),
    )
    book.keys.add(owner_id=pk, wrapped=pen.wrapped, made_at=moment(came))
    has_account = long_way or dice.random() < 0.5
    if has_account:
        account(book, pk, f"person-{nth}@{ground.slug}.example", came, dice)
    return Life(book, ground, team, dice, nth, pk, called, pen, came, has_account, long_way)


def most_looked_at(nth: int) -> bool:
    """Whether theirs is the longest list of looks there is."""
    return nth % MOST_LOOKED_AT == 0


def introduce(life: Life, journey: Stretch, *, again: bool) -> None:
    """The introduction that a journey began with; the first by somebody else for one in five."""
    dice, book = life.dice, life.book
    by_another = not again and dice.random() < 0.2
    row = id_at(journey.opened, dice)
    said: dict[str, dict[str, object]] = {
        "name": {"name": life.name[4:].decode()},
        "reach": {"phone": f"+9990{life.nth:010d}"},
    }
    own: dict[str, dict[str, object]] = {
        "happening": {"words": words.saying(words.THEIRS, dice, 3).decode()},
        "help": {"words": dice.choice(words.STEPS).decode()},
    }
    if not by_another:
        said |= own
    reference = "".join(dice.choices(_LETTERS, k=5)) + f"-{life.nth:06x}"
    if again:
        reference = reference[:4] + "2" + reference[5:]
    book.introductions.add(
        **life.ours(row, journey.opened, "sent_at"),
        journey_id=journey.pk,
        for_whom=_KNOWN if by_another else _ME,
        reference=text(reference[:12]),
        said=life.seal(json.dumps(said).encode(), "frontdoor_introduction.said", row),
        promised_by=binary.day(journey.opened + _WORKING_DAYS),
        channel=_ONLINE,
    )
    facts = binary.document(
        b'{"journey":"%s","for_whom":"%s"}' % (spelled(journey.pk).encode(), (_ME, _KNOWN)[by_another][4:])
    )
    book.tell(journey.opened, _AGAIN if again else _SEND, life.pk, row, errand=_FRONT_DOOR, facts=facts)
    if by_another:
        theirs = id_at(journey.opened, dice)
        book.introducers.add(
            **life.ours(theirs, journey.opened, "sent_at"),
            introduction_id=row,
            for_whom=_KNOWN,
            said=life.seal(
                json.dumps({"you": {"name": "A neighbour"}, "know": {"know": "yes"}} | own).encode(),
                "frontdoor_introducer.said",
                theirs,
            ),
            telling=_OPEN,
        )
    elif not again:
        # Nobody knows the words behind it: this place is looked at, and nobody comes back to it.
        book.codes.add(
            **life.ours(id_at(journey.opened, dice), journey.opened, "given_at"),
            code_hash=raw(dice.getrandbits(256).to_bytes(32, "big")),
            given_by_id=life.pk,
        )
