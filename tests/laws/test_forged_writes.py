"""The database alone, asked in plain SQL by somebody who has got past the application: the second lock holds by itself.

Each forgery here is written as the application's own role with a viewer set, which is all that a hole in a view would
give an attacker.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.holding.models import Handover, Hold, Journey
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little
from tests.lives import guarded_models, live_fully

pytestmark = pytest.mark.django_db
SOON = "clock_timestamp() + interval '1 hour'"


def does(who: Viewer | None, sql: str, *values: Any) -> int | None:
    """How many rows a statement reaches for `who`, every guard asked; None where the database refuses."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "select set_config('role', 'livingwell_app', true), set_config('livingwell.viewer', %s, true),"
                    " set_config('livingwell.errand', '', true)",
                    [str(who.id) if who else ""],
                )
                cursor.execute(sql, values)
                reached = cursor.rowcount
                cursor.execute("set constraints all immediate")
            return reached
    except DatabaseError:
        return None


def nothing(reached: int | None) -> bool:
    return not reached


def rows_of(cast: Cast) -> dict[str, UUID]:
    with speaking(MADE_FOR_TESTS):
        return {
            "journey": Journey.unguarded.get(person=cast.people["person"]).pk,
            "quiet": Journey.unguarded.get(person=cast.people["quiet"]).pk,
            "nurses": Journey.unguarded.get(person=cast.people["nurse"]).pk,
        }


def offer(cast: Cast, who: str, journey: UUID, person: str, to: str) -> int | None:
    return does(
        cast.who(who),
        "insert into holding_handover (id, place_id, journey_id, person_id, to_id, to_name, in_team_id, why,"
        " offered_by_id, offered_by_name, offered_at, declined_because)"
        " values (%s, %s, %s, %s, %s, 'x', %s, '', %s, 'x', clock_timestamp(), '')",
        uuid4(), cast.place.pk, journey, cast.people[person].pk, cast.people[to].pk, cast.north.pk, cast.who(who).id,
    )  # fmt: skip


def test_nobody_offers_a_journey_they_do_not_hold(cast: Cast) -> None:
    live_a_little(cast)
    rows = rows_of(cast)
    assert offer(cast, "peer", rows["journey"], "person", "nurse") == 1, (
        "the forgery is a right one but for who and what"
    )
    assert nothing(offer(cast, "nurse", rows["journey"], "person", "nurse")), "a colleague's hold"
    assert nothing(offer(cast, "peer", rows["nurses"], "person", "peer")), "another journey under the person's name"
    assert nothing(offer(cast, "south_lead", rows["nurses"], "nurse", "nurse")), "somebody's own journey"
    assert nothing(offer(cast, "stranger", rows["journey"], "stranger", "stranger"))


ENDING = (
    "insert into holding_ending (id, place_id, journey_id, person_id, kind, words, said_by_id, said_by_name, said_at,"
    " seconded_by_id, seconded_at) values (%s, %s, %s, %s, %s, '', %s, 'x', clock_timestamp(), %s, %s)"
)


def test_no_ending_is_said_for_somebody_else_or_by_one_worker_alone(cast: Cast) -> None:
    live_a_little(cast)
    rows, peer, nurse = rows_of(cast), cast.who("peer"), cast.who("nurse")
    place, quiet = cast.place.pk, cast.people["quiet"].pk
    now = cast.place.opened_at
    assert does(peer, ENDING, uuid4(), place, rows["quiet"], quiet, "died", peer.id, None, None) == 1
    assert nothing(does(peer, ENDING, uuid4(), place, rows["quiet"], quiet, "died", nurse.id, None, None))
    assert nothing(does(peer, ENDING, uuid4(), place, rows["quiet"], quiet, "died", nurse.id, peer.id, now))
    assert nothing(does(peer, ENDING, uuid4(), place, rows["nurses"], quiet, "goodbye", quiet, None, None))
    stranger = cast.who("stranger")
    for whose in (stranger.id, quiet):
        row = (uuid4(), place, rows["quiet"], whose, "goodbye", whose, None, None)
        assert nothing(does(stranger, ENDING, *row)), "it would keep the person from saying their own"


def test_the_first_worker_does_not_second_in_a_colleagues_name(cast: Cast) -> None:
    live_fully(cast)  # the nurse has proposed that the quiet one's journey ends
    nurse, peer = cast.who("nurse"), cast.who("peer")
    second = "update holding_ending set seconded_by_id = %s, seconded_at = clock_timestamp() where seconded_at is null"
    with transaction.atomic():
        assert nothing(does(nurse, second, peer.id))
        assert nothing(does(nurse, second, nurse.id))
        assert nothing(does(peer, second, cast.who("lead").id))


def test_what_ended_stays_ended(cast: Cast) -> None:
    live_fully(cast)
    with speaking(MADE_FOR_TESTS), connection.cursor() as cursor:
        cursor.execute("update people_role set ended_at = clock_timestamp(), ended_by_id = person_id")
        cursor.execute("update people_dutyyes set ended_at = clock_timestamp(), ended_by_id = person_id")
    lead, privacy = cast.who("lead"), cast.who("privacy_lead")
    again = "set ended_at = null, ended_by_id = null"
    assert nothing(does(privacy, f"update people_role {again}")), "a role laid down is not taken up again"
    assert nothing(does(lead, f"update people_dutyyes {again}"))
    assert nothing(does(lead, "update people_dutyyes set ended_by_id = %s", cast.people["peer"].pk))


def test_a_share_that_ended_and_an_opening_stay_within_their_time(cast: Cast) -> None:
    live_fully(cast)
    with speaking(MADE_FOR_TESTS), connection.cursor() as cursor:
        cursor.execute("update circle_share set ended_at = clock_timestamp(), ended_by_id = person_id")
    again = "update circle_share set ended_at = null, ended_by_id = null"
    for who in ("person", "peer", "friend"):
        assert nothing(does(cast.who(who), again)), who
        assert nothing(does(cast.who(who), "update circle_circletie set ended_at = null, ended_by_id = null"))
    opening = (
        "insert into circle_opening (id, place_id, person_id, person_name, what, reason, opened_by_id, opened_by_name,"
        " opened_at, ends_at) values (%s, %s, %s, 'x', 'story', '\\x00', %s, 'x', clock_timestamp(),"
        " clock_timestamp() + %s::interval)"
    )
    for who, lasts in (("peer", "9 hours"), ("peer", "10 years"), ("south_lead", "1 hour"), ("stranger", "1 hour")):
        row = (uuid4(), cast.place.pk, cast.people["person"].pk, cast.who(who).id, lasts)
        assert nothing(does(cast.who(who), opening, *row)), (who, lasts)
    row = (uuid4(), cast.place.pk, cast.people["person"].pk, cast.who("peer").id, "1 hour")
    assert does(cast.who("peer"), opening, *row) == 1, "the forgery is a right one but for who and how long"


def test_nobody_makes_a_member_or_a_role(cast: Cast) -> None:
    live_a_little(cast)
    member = (
        "insert into people_membership (id, place_id, team_id, organisation_id, person_id, known_as, kind, began_at)"
        " values (%s, %s, %s, %s, %s, 'x', 'lead', clock_timestamp())"
    )
    for who in ("peer", "lead", "stranger", "place_lead"):
        one = (uuid4(), cast.place.pk, cast.north.pk, cast.organisations["Mind"].pk)
        assert nothing(does(cast.who(who), member, *one, cast.people["stranger"].pk)), who
        assert nothing(
            does(
                cast.who(who),
                "insert into people_role (id, place_id, person_id, kind, began_at)"
                " values (%s, %s, %s, 'privacy_lead', clock_timestamp())",
                uuid4(), cast.place.pk, cast.who(who).id,
            )
        )  # fmt: skip


def test_nobody_writes_what_is_said_in_anothers_name(cast: Cast) -> None:
    live_fully(cast)
    stranger, peer, person = cast.who("stranger"), cast.who("peer"), cast.people["person"].pk
    look = (
        "insert into circle_look (id, at, place_id, person_id, people, by_id, by_name, by_from, what, page, reason)"
        " values (%s, clock_timestamp(), %s, %s, '{}', %s, 'x', '', 'story', 'x', '')"
    )
    assert nothing(does(stranger, look, uuid4(), cast.place.pk, person, peer.id)), "a look in another's name"
    assert nothing(does(peer, "update circle_look set by_name = 'nobody'"))
    assert nothing(does(peer, "delete from circle_look"))
    assert nothing(does(peer, "update kit_event set by_id = about_id"))
    assert nothing(does(peer, "delete from kit_event"))
    for table, column in (("story_entry", "words"), ("plan_planitem", "words"), ("plan_step", "words")):
        assert nothing(does(peer, f"update {table} set {column} = ''")), table
        assert nothing(does(peer, f"delete from {table}")), table
    assert nothing(does(peer, "update meetings_nextstep set kept_by_id = %s, kept_at = clock_timestamp()", stranger.id))


def test_nobody_reads_what_is_only_for_errands(cast: Cast) -> None:
    live_fully(cast)
    for who in ("person", "peer", "lead", "privacy_lead", "place_lead", "stranger"):
        for table in ("kit_outgoing", "frontdoor_returningcode", "frontdoor_draft"):
            assert nothing(does(cast.who(who), f"select * from {table}")), (who, table)
    assert nothing(does(cast.who("stranger"), "select * from people_invitation"))
    assert nothing(does(cast.who("peer"), "select * from people_signincode where person_id <> %s", cast.who("peer").id))


def test_nobody_signed_in_reaches_a_row(cast: Cast) -> None:
    live_fully(cast)
    public = {"people_membership", "people_role", "people_duty", "people_dutyyes", "kit_datakey"}
    for model in guarded_models():
        table = model._meta.db_table
        if table not in public:
            assert nothing(does(None, f"select * from {table}")), table
            assert nothing(does(None, f"delete from {table}")), table


#: What each question answers a stranger about somebody they have nothing to do with; the rest must refuse.
HARMLESS: dict[str, Any] = {"viewer": None, "is_steward": False, "my_teams": [], "moment": None, "on_duty": None}


def _given(cast: Cast, name: str, kind: str, rows: dict[str, Any]) -> Any:
    if kind != "uuid":
        plain = {"text": "Asking", "integer": 5, "timestamp with time zone": "infinity", "jsonb": "{}", "bytea": b"x"}
        return plain[kind]
    if "journey" in name:
        return rows["journey"]
    if "handover" in name:
        return rows["handover"]
    if "ending" in name:
        return rows["ending"]
    if "team" in name:
        return cast.north.pk
    if "place" in name:
        return cast.place.pk
    if name == "new_id":
        return uuid4()
    if name == "account":
        return cast.accounts["peer"].pk
    return rows["person"]


@pytest.mark.parametrize("who", ["stranger", "far_worker", "commissioner", None])
def test_every_gate_function_refuses_a_stranger(cast: Cast, who: str | None) -> None:
    live_fully(cast)
    from livingwell.practice.holding.models import Ending

    with speaking(MADE_FOR_TESTS):
        rows: dict[str, Any] = {
            **rows_of(cast), "person": cast.people["person"].pk, "handover": Handover.unguarded.get().pk,
            "ending": Ending.unguarded.get().pk,
        }  # fmt: skip
        before = _standing()
        with connection.cursor() as cursor:
            cursor.execute(
                "select p.proname, coalesce(p.proargnames[1:p.pronargs], '{}'),"
                " array(select format_type(t, null) from unnest(p.proargtypes) t)"
                " from pg_proc p where p.pronamespace = 'gate'::regnamespace and p.prorettype <> 'trigger'::regtype"
                " and has_function_privilege('livingwell_app', p.oid, 'execute') order by 1"
            )
            functions = cursor.fetchall()
    viewer = cast.who(who) if who else None
    leaks = []
    for name, names, kinds in functions:
        # Who an account is, the session's cookie has said; and one word for another is nobody's.
        if name in HARMLESS or name in {"enter", "come_in", "asked_as"}:
            continue
        values = [_given(cast, given, kind, rows) for given, kind in zip(names, kinds, strict=True)]
        marks = ", ".join(f"%s::{kind}" for kind in kinds)
        answer = _answer(viewer, f"select t::text from gate.{name}({marks}) t", values)
        if not (answer == "refused" or all(one in (None, "false", "", "{}") for one in answer)):
            leaks.append((name, answer))
        with speaking(MADE_FOR_TESTS):
            if _standing() != before:
                leaks.append((name, "changed something"))
    assert leaks == []


def _answer(who: Viewer | None, sql: str, values: list[Any]) -> Any:
    """What the database answers; whatever it did stays, for the test to see."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select set_config('role', 'livingwell_app', true), set_config('livingwell.viewer', %s, true)",
                [str(who.id) if who else ""],
            )
            cursor.execute(sql, values)
            return [one for (one,) in cursor.fetchall()]
    except DatabaseError:
        return "refused"


def _standing() -> Any:
    """Who holds what, who is on duty, and who there is."""
    holds = list(Hold.unguarded.order_by("pk").values_list("pk", "holder_id", "ended_at"))
    with connection.cursor() as cursor:
        cursor.execute("select team_id, person_id, ended_at from people_membership order by id")
        members = cursor.fetchall()
        cursor.execute("select team_id, person_id, ended_at from people_duty order by id")
        return holds, members, cursor.fetchall(), Person.unguarded.count(), Journey.unguarded.count()
