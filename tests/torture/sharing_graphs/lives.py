"""One person's life in a graph: what is theirs, and every edge that leads to it, at random."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from livingwell.practice.channels.models import Copy, Sheet
from livingwell.practice.circle.models import Look, Sitting
from livingwell.practice.frontdoor.models import Addition, Introducer, Introduction, SamePersonHint
from livingwell.practice.holding.models import Ending, Handover, Journey
from livingwell.practice.learning.models import Noticed, OfMyself, Supervision, SupervisionNote
from livingwell.practice.looking_out.models import ToldThem, Visit, Worry
from livingwell.practice.meetings import models as met
from livingwell.practice.messages.models import CalendarFeed, ChosenWay, Message, Reminded
from livingwell.practice.network.models import Connection, ConnectionStep
from livingwell.practice.plan.models import (
    Chance,
    GpCopy,
    Plan,
    PlanBefore,
    PlanItem,
    Review,
    SafeBefore,
    SafeItem,
    StayingSafe,
    Step,
    Suggestion,
)
from livingwell.practice.story.models import Enclosure, Entry, Story, Wording
from livingwell.practice.team.models import Huddle, Said, Turn
from tests.torture.sharing_graphs.making import Maker
from tests.torture.sharing_graphs.world import Somebody


def live(make: Maker, person: Somebody, workers: list[Somebody], others: list[Somebody]) -> None:
    """Fill the graph."""
    colleagues = [worker for worker in workers if worker is not person]
    for _ in range(make.rng.randint(0, 4)):
        make.let(person, others)
    for other in make.rng.sample(others, make.rng.randint(0, min(2, len(others)))):
        make.tie(person, other)
    if make.maybe(0.3):
        make.open_unshared(person, make.rng.choice(colleagues))
    if make.maybe(0.7):
        _story(make, person, colleagues)
    if make.maybe(0.7):
        _plan(make, person, colleagues, others)
    if make.maybe(0.6):
        _safe(make, person, colleagues, others)
    if make.maybe(0.8) and any(worker.works for worker in colleagues):
        _journey(make, person, workers, others, closed=make.maybe(0.2))
    _on_paper(make, person, colleagues)
    looker = make.rng.choice(others)
    make.add(
        Look,
        person.id,
        {"by": looker.id},
        at=make.ago(days=1),
        by_id=looker.id,
        by_name="Worker",
        what="plan",
        page="journey",
        number=make.rng.randrange(10**12),
    )


def _on_paper(make: Maker, person: Somebody, colleagues: list[Somebody]) -> None:
    """A form printed for them, or for nobody yet; a copy they were given; a worker who sat with them."""
    worker = make.rng.choice(colleagues)
    by = {"printed_by_id": worker.id, "printed_by_name": "Worker", "printed_at": make.ago(days=3)}
    # A reference is nobody's words (ADR 32), and that of a blank form is read by every worker of the place.
    until = {"until": make.ago(days=-80), "reference": f"N{make.rng.randrange(10**10)}"}
    if nobodys := make.maybe(0.3):
        make.add(Sheet, person.id, {"nobodys": nobodys}, person_id=None, kind="introduction", **by, **until)
    else:
        make.add(Sheet, person.id, {"nobodys": nobodys}, kind="story", **by, **until)
    given = {"given_by_id": worker.id, "given_by_name": "Worker", "given_at": make.ago(days=2)}
    make.add(Copy, person.id, how="hand", **given)
    ended: dict[str, Any] = {}
    if make.maybe():  # they are done: a day ago, before all that is at hand; or just now, after it
        just_now = make.maybe()
        ended = {"ended_by_id": worker.id, "ended_at": make.ago(minutes=5) if just_now else make.ago(days=1)}
        if just_now:
            make.graph.closed.add((person.id, worker.id))
    sat = {"channel": "phone", "begun_by_id": worker.id, "begun_at": make.ago(days=2)}
    make.add(Sitting, person.id, {"by": worker.id}, **sat, **ended)


def _hand(make: Maker, person: Somebody, colleagues: list[Somebody]) -> tuple[dict[str, Any], UUID | None]:
    """Who wrote something down, and when: the person, or a worker for them, within the hour or long ago, changed since
    or not. The second value is the worker whose sitting still shows it to them."""
    if make.maybe(0.6):
        return {"written_by_id": person.id, "written_by_name": "", "written_at": make.ago(days=5)}, None
    worker, fresh, changed = make.rng.choice(colleagues), make.maybe(), make.rng.choice(["", "person", "worker"])
    row: dict[str, Any] = {
        "written_by_id": worker.id,
        "written_by_name": "Worker",
        "channel": "phone",
        "written_at": make.ago(minutes=20) if fresh else make.ago(hours=5),
    }
    if changed:
        by = person if changed == "person" else worker
        row |= {"changed_by_id": by.id, "changed_at": make.ago(minutes=10)}
    return row, worker.id if fresh and changed != "person" else None


def _story(make: Maker, person: Somebody, colleagues: list[Somebody]) -> None:
    story = make.add(Story, person.id, begun_by_id=person.id, begun_at=make.ago(days=90))
    for _ in range(make.rng.randint(1, 3)):
        written, hand = _hand(make, person, colleagues)
        state: dict[str, Any] = {}
        if finished := make.maybe(0.8):
            state |= {"finished_by_id": person.id, "finished_at": make.ago(days=4)}
        if hidden := make.rng.choice(["", "", "kept", "taken_back"]):
            # By the person, or by the worker of this sitting, who then still sees it; another's mark closes it to them.
            by = hand if hand is not None and make.maybe() else person.id
            state |= {f"{hidden}_by_id": by, f"{hidden}_at": make.ago(minutes=15)}
            hand = hand if by != person.id else None
        entry = make.add(
            Entry,
            person.id,
            {"told": finished and not hidden, "hand": hand},
            story=story,
            heading=...,
            words=...,
            **written,
            **state,
        )
        if make.maybe(0.4):
            _worded_before(make, person, colleagues, entry)
        if make.maybe(0.4):
            _enclosed(make, person, entry, told=finished and not hidden)


def _enclosed(make: Maker, person: Somebody, entry: Any, *, told: bool) -> None:
    """A picture or a sound with an entry, there or taken out; its bytes are asked for by no page of words."""
    out = make.maybe(0.3)
    make.add(
        Enclosure,
        person.id,
        {"told": told and not out, "hand": None},
        entry=entry,
        kind=make.rng.choice(["picture", "sound"]),
        media_type="image/jpeg",
        size=0,
        words=...,
        added_by_id=person.id,
        added_by_name="",
        added_at=make.ago(days=3),
        **({"taken_out_by_id": person.id, "taken_out_at": make.ago(days=2)} if out else {}),
    )


def _worded_before(make: Maker, person: Somebody, colleagues: list[Somebody], entry: Any) -> None:
    """How an entry was worded before the person, or a worker for them just now or long ago, changed it."""
    by, fresh = make.rng.choice([person, make.rng.choice(colleagues)]), make.maybe()
    make.add(
        Wording,
        person.id,
        {"hand": by.id if fresh and by is not person else None},
        entry=entry,
        version=1,
        heading=...,
        words=...,
        saved_at=make.ago(days=5),
        replaced_by_id=by.id,
        replaced_at=make.ago(minutes=10) if fresh else make.ago(hours=5),
    )


def _plan(make: Maker, person: Somebody, colleagues: list[Somebody], others: list[Somebody]) -> None:
    plan = make.add(Plan, person.id, begun_by_id=person.id, begun_at=make.ago(days=90))
    for model in (PlanItem, Step, Review):
        for _ in range(make.rng.randint(0, 2)):
            written, hand = _hand(make, person, colleagues)
            facts: dict[str, Any] = {"standing": True}
            if make.maybe(0.25):
                by = hand if hand is not None and make.maybe() else person.id
                written |= {"taken_out_by_id": by, "taken_out_at": make.ago(minutes=12)}
                facts["standing"], hand = False, hand if by != person.id else None
            columns: dict[str, Any] = {"kind": "hope", "words": ...}
            if model is Step:
                taker = make.rng.choice([*others, None])
                columns = {"taker_id": taker.id if taker else person.id, "taker_name": "Somebody", "words": ...}
                facts["taker"] = columns["taker_id"]
            elif model is Review:
                columns = {"back": ..., "forward": ...}
            row = make.add(model, person.id, facts | {"hand": hand}, plan=plan, **columns, **written)
            if model is not Review and make.maybe(0.4):
                make.add(
                    PlanBefore,
                    person.id,
                    of_id=row.pk,
                    was=...,
                    since=row.written_at,
                    until=row.written_at + (make.ago() - row.written_at) / 2,
                    became="changed",
                    then_by_id=person.id,
                    then_by_name="Somebody",
                )
    if make.maybe(0.4):
        _given(make, person, colleagues, plan)
    for _ in range(make.rng.randint(0, 2)):
        author, answered = make.rng.choice(others), make.maybe(0.4)
        make.add(
            Suggestion,
            person.id,
            {"by": author.id, "answered": answered},
            plan=plan,
            kind="step",
            words=...,
            suggested_by_id=author.id,
            suggested_by_name="Somebody",
            suggested_at=make.ago(days=3),
            taken_by_id=person.id if answered else None,
            taken_at=make.ago(days=2) if answered else None,
        )


def _given(make: Maker, person: Somebody, colleagues: list[Somebody], plan: Any) -> None:
    by = make.rng.choice([person, *colleagues])
    make.add(
        GpCopy,
        person.id,
        {"by": by.id},
        plan=plan,
        practice=...,
        email=...,
        how="email",
        document=...,
        agreed_by_id=by.id,
        agreed_by_name="Somebody",
        agreed_at=make.ago(days=2),
        channel="" if by is person else "phone",
    )


def _safe(make: Maker, person: Somebody, colleagues: list[Somebody], others: list[Somebody]) -> None:
    safe = make.add(StayingSafe, person.id, begun_by_id=person.id, begun_at=make.ago(days=90))
    for model in (SafeItem, Chance):
        for _ in range(make.rng.randint(0, 2)):
            written, hand = _hand(make, person, colleagues)
            facts: dict[str, Any] = {"standing": True, "hand": hand}
            if make.maybe(0.25):
                written |= {"taken_out_by_id": person.id, "taken_out_at": make.ago(minutes=12)}
                facts |= {"standing": False, "hand": None}
            if model is SafeItem:
                row = make.add(model, person.id, facts, safe=safe, kind="signs", words=..., number=..., **written)
            else:
                beside = make.rng.choice([*others, None])
                facts["beside"] = beside.id if beside else None
                said: dict[str, Any] = dict.fromkeys(("want", "good", "worries", "life", "agreed"), ...)
                row = make.add(
                    model,
                    person.id,
                    facts,
                    beside_them_id=facts["beside"],
                    beside_them_name="Somebody",
                    **said,
                    **written,
                )
            if make.maybe(0.3):
                make.add(
                    SafeBefore,
                    person.id,
                    of_id=row.pk,
                    was=...,
                    since=row.written_at,
                    until=row.written_at + (make.ago() - row.written_at) / 2,
                    became="changed",
                    then_by_id=person.id,
                    then_by_name="Somebody",
                )


def _journey(make: Maker, person: Somebody, workers: list[Somebody], others: list[Somebody], *, closed: bool) -> None:
    journey = make.add(
        Journey, person.id, opened_at=make.ago(days=500), closed_at=make.ago(days=10) if closed else None
    )
    make.hold(journey, person, workers)
    colleagues = [worker for worker in workers if worker is not person]
    worker = make.rng.choice(colleagues)
    on: dict[str, Any] = {"journey": journey}
    if closed or make.maybe(0.2):
        _ending(make, person, colleagues, journey, closed=closed)
    if not closed and make.maybe(0.4):
        _offer(make, person, colleagues, journey)
    if make.maybe(0.7):
        _meet(make, person, worker, journey)
    if make.maybe(0.4):
        make.add(
            met.Attempt,
            person.id,
            **on,
            channel="phone",
            came_of_it="no_answer",
            words=...,
            tried_by_id=worker.id,
            tried_by_name="Worker",
            tried_at=make.ago(days=8),
            written_at=make.ago(days=8),
        )
    if make.maybe(0.5):
        note = make.add(
            met.Note,
            person.id,
            **on,
            words=...,
            written_by_id=worker.id,
            written_by_name="Worker",
            written_at=make.ago(days=7),
        )
        if make.maybe():
            line = make.add(
                met.HeldBack,
                person.id,
                **on,
                note=note,
                why=...,
                held_back_by_id=worker.id,
                held_back_by_name="Worker",
                held_back_at=make.ago(days=7),
            )
            make.add(met.HeldBackWords, person.id, **on, held_back=line, words=...)
        if make.maybe():
            _in_a_huddle(make, person, worker, journey, note)
    if make.maybe(0.5):
        promiser = make.rng.choice([worker, person])
        step = make.add(
            met.NextStep,
            person.id,
            {"promiser": promiser.id},
            **on,
            words=...,
            promiser_id=promiser.id,
            promiser_name="Somebody",
            due=make.ago(days=-3).date(),
            written_by_id=worker.id,
            written_at=make.ago(days=3),
        )
        if make.maybe(0.3):
            secret = make.rng.randbytes(32)
            make.add(Reminded, person.id, step=step, way="email", ends_hash=secret, sent_at=make.ago(hours=3))
    if make.maybe(0.2):
        asked = make.add(
            met.TalkToday,
            person.id,
            **on,
            words=...,
            asked_by_id=person.id,
            asked_by_name="",
            asked_at=make.ago(hours=1),
        )
        make.add(
            met.CalledOn,
            person.id,
            **on,
            asked=asked,
            worker_id=worker.id,
            worker_name=...,
            way="email",
            called_at=make.ago(hours=1),
        )
    _write(make, person, worker, journey)
    _look_out(make, person, worker)
    _learn(make, worker, colleagues)
    if make.maybe(0.7):
        _arrive(make, person, colleagues, others, journey)
    if make.maybe(0.4):
        going = make.add(
            Connection,
            person.id,
            **on,
            support=make.support,
            stage="chosen",
            chosen_by_id=person.id,
            chosen_at=make.ago(days=9),
            may_say=...,
        )
        make.add(
            ConnectionStep,
            person.id,
            connection=going,
            support=make.support,
            kind="choose_support",
            words=...,
            voice_id=person.id,
            done_by_id=worker.id,
            done_by_name="Worker",
            done_at=make.ago(days=9),
        )


def _write(make: Maker, person: Somebody, worker: Somebody, journey: Any) -> None:
    """To and fro, how they want to hear of it, and a worker's own calendar."""
    for writer in make.rng.sample([person, worker], make.rng.randint(0, 2)):
        theirs = writer is person
        make.add(
            Message,
            person.id,
            journey=journey,
            side="theirs" if theirs else "ours",
            words=...,
            written_by_id=writer.id,
            written_by_name="Somebody",
            written_at=make.ago(days=2),
            told="" if theirs else "here",
        )
    if make.maybe(0.4):
        make.add(
            ChosenWay, person.id, way="text", chosen_by_id=person.id, chosen_by_name="", chosen_at=make.ago(days=3)
        )
    if make.maybe(0.2):
        secret = make.rng.randbytes(32)
        over = {"ended_by_id": worker.id, "ended_at": make.ago(days=1)}  # one at a time may be in use
        make.add(CalendarFeed, worker.id, address_hash=secret, made_at=make.ago(days=9), **over)


def _look_out(make: Maker, person: Somebody, worker: Somebody) -> None:
    """A worry about them, which is never theirs to see; what they were told of it; a worker out alone."""
    if make.maybe(0.3):
        by = make.rng.choice([worker, person, None])
        worry = make.add(
            Worry,
            person.id,
            {"by": by.id if by else None},
            whom="adult",
            they_know="not_yet",
            raised_by_id=by.id if by else None,
            raised_at=make.ago(days=2),
        )
        if make.maybe():
            make.add(
                ToldThem,
                person.id,
                worry=worry,
                words=...,
                told_by_id=worker.id,
                told_by_name="Worker",
                told_at=make.ago(days=1),
            )
    if make.maybe(0.2) and worker.works_in:
        team = make.rng.choice(sorted(worker.works_in))
        make.add(
            Visit,
            worker.id,
            {"team": team},
            team_id=team,
            worker_name="Worker",
            where=...,
            with_whom=...,
            began_at=make.ago(hours=3),
            until=make.ago(hours=2),
            back_by_id=worker.id,
            back_by_name="Worker",
            back_at=make.ago(hours=1),
        )


def _learn(make: Maker, worker: Somebody, colleagues: list[Somebody]) -> None:
    """Supervision of two workers, what a team noticed, what a worker tells of themselves."""
    other = make.rng.choice(colleagues)
    if other is not worker and make.maybe(0.3):
        both: dict[str, Any] = {"supervisor_id": other.id}
        facts = {"supervisor": other.id}
        over = {"ended_by_id": worker.id, "ended_at": make.ago(days=1)}
        yes = {"accepted_by_id": other.id, "accepted_at": make.ago(days=8)}
        pair = make.add(
            Supervision,
            worker.id,
            facts,
            person_name="Worker",
            supervisor_name="Worker",
            asked_at=make.ago(days=9),
            **both,
            **yes,
            **over,
        )
        make.add(
            SupervisionNote,
            worker.id,
            facts,
            supervision=pair,
            words=...,
            written_by_id=other.id,
            written_by_name="Worker",
            written_at=make.ago(days=2),
            **both,
        )
    if make.maybe(0.3):
        team = make.rng.choice(make.graph.teams)
        make.add(
            Noticed,
            worker.id,
            {"team": team},
            team_id=team,
            person_name="Worker",
            noticed=...,
            will_try=...,
            written_at=make.ago(days=2),
        )
    if make.maybe(0.3):
        back = make.maybe(0.3)
        whom = make.rng.choice(["people", "team"])
        make.add(
            OfMyself,
            worker.id,
            {"standing": not back, "people": whom == "people"},
            words=...,
            for_whom=whom,
            written_at=make.ago(days=5),
            taken_back_by_id=worker.id if back else None,
            taken_back_at=make.ago(days=1) if back else None,
        )


def _ending(make: Maker, person: Somebody, colleagues: list[Somebody], journey: Any, *, closed: bool) -> None:
    one, other = colleagues[0], colleagues[-1]
    if closed and (one is other or make.maybe()):
        said_by, second, kind = person, None, "goodbye"
    else:
        said_by, second, kind = one, other if closed else None, "moved_away"
    make.add(
        Ending,
        person.id,
        {"said_by": {said_by.id, second.id if second else None} - {None}},
        journey=journey,
        kind=kind,
        words=...,
        said_by_id=said_by.id,
        said_by_name="Somebody",
        said_at=make.ago(days=11),
        seconded_by_id=second.id if second else None,
        seconded_at=make.ago(days=10) if second else None,
    )


def _offer(make: Maker, person: Somebody, colleagues: list[Somebody], journey: Any) -> None:
    """To a worker of the place; withdrawn where they have left that team since, as leaving does."""
    to = make.rng.choice(colleagues)
    team = make.rng.choice(sorted(to.worked_in))
    answer = "withdrawn" if team not in to.works_in else make.rng.choice(["", "", "declined", "withdrawn"])
    said: dict[str, Any] = {}
    ran_out = make.maybe(0.3)
    if answer:
        by = to.id if answer == "declined" else colleagues[0].id
        said = {f"{answer}_by_id": by, f"{answer}_at": make.ago(days=1)}
    make.add(
        Handover,
        person.id,
        {"to": to.id},
        journey=journey,
        to_id=to.id,
        to_name="Worker",
        in_team_id=team,
        why=...,
        offered_by_id=colleagues[0].id,
        offered_by_name="Worker",
        offered_at=make.ago(days=9 if ran_out else 2),
        **said,
    )
    if not answer and not ran_out:
        make.graph.offers.add((person.id, to.id))


def _in_a_huddle(make: Maker, person: Somebody, worker: Somebody, journey: Any, note: met.Note) -> None:
    """A word said in some team's huddle, which is theirs to see for as long as the journey is."""
    huddle = Huddle(
        place_id=make.place.pk,
        team_id=make.rng.choice(make.graph.teams),
        order="name",
        began_by_id=worker.id,
        began_by_name="Worker",
        began_at=make.ago(days=7),
        ended_by_id=worker.id,
        ended_at=make.ago(days=6.9),
    )
    make.batch.rows[Huddle].append(huddle)
    turn = make.add(Turn, person.id, journey=journey, huddle=huddle, position=0.0)
    make.add(Said, person.id, journey=journey, turn=turn, note=note, said_by_id=worker.id, said_at=make.ago(days=7))


def _meet(make: Maker, person: Somebody, worker: Somebody, journey: Any) -> None:
    on: dict[str, Any] = {"journey": journey}
    by: dict[str, Any] = {
        "led_by_id": worker.id,
        "led_by_name": "Worker",
        "planned_for": make.ago(days=6),
        "planned_at": make.ago(days=9),
        "planned_by_id": worker.id,
        "planned_by_name": "Worker",
        "how": "walk",
        "where": ...,
    }
    if make.maybe(0.3):
        planned = make.add(met.Meeting, person.id, **on, **by)
        secret = make.rng.randbytes(32)
        make.add(Reminded, person.id, meeting=planned, way="text", ends_hash=secret, sent_at=make.ago(days=7))
        if make.maybe():
            make.add(
                met.Draft,
                person.id,
                {"by": worker.id},
                **on,
                meeting=planned,
                typed=...,
                saved_by_id=worker.id,
                saved_at=make.ago(hours=1),
            )
        return
    told = make.add(
        met.Meeting,
        person.id,
        **on,
        **by,
        stage="happened",
        happened_at=make.ago(days=6),
        told_at=make.ago(days=5),
        told_by_id=worker.id,
        told_by_name="Worker",
        their_words=...,
        our_words=...,
    )
    on["meeting"] = told
    if make.maybe():
        make.add(met.Answer, person.id, **on, key="well", prompt="What is going well?", order=1, their_words=...)
    if make.maybe(0.3):
        make.add(
            met.Correction,
            person.id,
            **on,
            words=...,
            written_by_id=person.id,
            written_by_name="",
            written_at=make.ago(days=4),
        )
    if make.maybe(0.3):
        make.add(
            met.AskedAgain,
            person.id,
            **on,
            key="happening",
            prompt="What is happening?",
            why=...,
            asked_by_id=worker.id,
            asked_by_name="Worker",
            asked_at=make.ago(days=5),
        )
    if make.maybe(0.2):
        make.add(
            met.Letter,
            person.id,
            **on,
            how="hand",
            given_by_id=worker.id,
            given_by_name="Worker",
            given_at=make.ago(days=4),
        )


def _arrive(make: Maker, person: Somebody, colleagues: list[Somebody], others: list[Somebody], journey: Any) -> None:
    by_another = make.maybe(0.4)
    arrived = make.add(
        Introduction,
        person.id,
        journey=journey,
        for_whom="known" if by_another else "me",
        reference=...,
        said=...,
        sent_at=make.ago(days=500),
        promised_by=make.ago(days=498).date(),
    )
    if by_another:
        by, telling = make.rng.choice([*others, None]), make.rng.choice(["open", "not_safe"])
        make.add(
            Introducer,
            person.id,
            {"by": by.id if by else None, "open": telling == "open"},
            introduction=arrived,
            for_whom="known",
            said=...,
            telling=telling,
            by_person_id=by.id if by else None,
            sent_at=make.ago(days=500),
        )
    if make.maybe(0.4):
        make.add(Addition, person.id, introduction=arrived, words=..., added_at=make.ago(days=20))
    if make.maybe(0.15):
        team, other = make.rng.choice(make.graph.teams), make.rng.choice(others)
        make.add(
            SamePersonHint,
            person.id,
            {"team": team, "other": other.id},
            other_id=other.id,
            introduction=arrived,
            for_team_id=team,
            alike=["name"],
            found_at=make.ago(days=19),
        )
