"""A full life in the cast's place: at least one row of everything there is about a person, made by the acts."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.files.pictures import clean_picture
from livingwell.kit.files.sounds import Sound
from livingwell.kit.permission.guarded import Guarded
from livingwell.kit.permission.rules import ruled_models
from livingwell.kit.permission.showing import Shown, record
from livingwell.kit.secrets.codes import new_code
from livingwell.kit.viewers import Errand
from livingwell.people.actions import ask_for_reset, invite_worker
from livingwell.people.models import Membership, MembershipKind, RoutingArea, WhyReset
from livingwell.practice.channels import actions as channels
from livingwell.practice.channels.models import CopyHow, SheetKind
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.entering import Channel as Told
from livingwell.practice.circle.models import Part
from livingwell.practice.frontdoor import actions as frontdoor
from livingwell.practice.frontdoor.models import ForWhom
from livingwell.practice.holding import actions as holding
from livingwell.practice.holding.models import EndingKind
from livingwell.practice.keeping import actions as keeping
from livingwell.practice.keeping.models import Goes, Right
from livingwell.practice.learning import actions as learning
from livingwell.practice.learning.models import ForWhom as ToWhom
from livingwell.practice.looking_out import actions as looking_out
from livingwell.practice.looking_out.models import AboutWhom, DoTheyKnow, EntryKind, Worry
from livingwell.practice.meetings import actions as meetings
from livingwell.practice.meetings.models import CameOfIt, Channel, HowWeMeet, LetterHow, Meeting, MeetingKind
from livingwell.practice.messages import actions as messages
from livingwell.practice.messages.actions.reminding import REMINDING, remind
from livingwell.practice.messages.models import WayToTell
from livingwell.practice.network import actions as network
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import HowGiven, ItemKind, SafeKind
from livingwell.practice.story import actions as story
from livingwell.practice.team import actions as team
from livingwell.practice.team.models import HuddleOrder, Turn
from tests.cast import MADE_FOR_TESTS, Cast, live_a_little

DOOR = Errand("front door")
#: The smallest picture there is: one dot.
A_PICTURE = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


def guarded_models() -> list[type[Guarded]]:
    """Every guarded model that has rules, in a settled order."""
    return sorted((m for m in ruled_models() if issubclass(m, Guarded)), key=lambda m: m.__name__)


def live_fully(cast: Cast) -> None:
    """The person's life, whole (held by the peer worker in North); the quiet one's beginnings; endings and returns."""
    journeys = live_a_little(cast)
    person, journey = cast.people["person"], journeys["person"]
    mine, peer, nurse, lead = (cast.who(name) for name in ("person", "peer", "nurse", "lead"))
    with speaking(MADE_FOR_TESTS):
        RoutingArea.objects.create(place=cast.place, postcode_prefix="", team=cast.north)
    _arrive(cast)
    story.begin_story(person, by=mine)
    where = story.write_entry(person, heading="Where I am", words="There.", by=mine)
    story.change_entry(where, heading="Where I am", words="Here.", version=1, by=mine)
    story.enclose(where, what=clean_picture(A_PICTURE), words="The pier.", by=mine)
    story.enclose(where, what=Sound(b"RIFF and so on", "audio/wav"), words="I say hello.", by=mine)
    story.write_entry(person, heading="For me alone", words="Mine.", by=mine, keep=True)
    my_plan = plan.begin_plan(person, by=mine)
    hope = plan.write_item(person, kind=ItemKind.HOPE, words="Sleep.", by=mine)
    plan.change_item(hope, words="Sleep well.", version=1, by=mine)
    plan.write_review(person, back="I slept.", forward="Walk more.", look_again=None, by=mine)
    plan.add_step(person, words="Walk", taker=peer.id, taker_name="Pearl", day=None, by=mine)
    plan.suggest_step(my_plan, words="Swim?", by=cast.who("friend"))
    plan.send_to_gp(my_plan, practice="The surgery", how=HowGiven.HAND, by=mine)
    sign = plan.write_safe_item(person, kind=SafeKind.SIGNS, words="I stop sleeping.", by=mine)
    plan.change_safe_item(sign, words="I lie awake.", version=1, by=mine)
    agreed = plan.SaidOfChance(
        "Swim", "The sea", "Pearl, the cold", "A warm house", "Not alone", None, peer.id, "Pearl"
    )
    plan.stand_by_chance(plan.write_chance(person, said=agreed, by=mine), version=1, by=peer)
    _, code = circle.invite_supporter(person, named_as="Fred", by=mine)
    tie = circle.join_circle(cast.place, code=code, by=cast.who("friend"))
    circle.tell_team(tie, words="She sold the piano.", by=cast.who("friend"))
    circle.ask_to_talk_it_through(person, what=Part.PLAN.value, to=cast.people["nurse"], to_name="Nadia", by=mine)
    circle.open_unshared(person, what=Part.PLAN, reason="I fear for a life.", by=nurse)
    keeping.ask_for_copy(person, by=mine)
    asked = keeping.ask_right(person, right=Right.MEND, words="My name has two Ns.", by=mine)
    gone = keeping.ask_right(person, right=Right.DESTROY, words="Burn it.", by=mine)
    keeping.propose_destruction(gone, what=Goes.OWN, by=cast.who("privacy_lead"))
    keeping.begin_legal_hold(asked, because="A complaint is looked into.", by=cast.who("privacy_lead"))
    _meet(cast, journey, peer)
    _write(cast, journey)
    _look_out(cast, person)
    _learn(cast)
    support = network.add_support(cast.place, name="Walking group", by=lead)
    network.choose_support(journey, support=support, may_say="My name.", by=mine)
    to = Membership.objects.get(team=cast.south, kind=MembershipKind.LEAD)
    holding.offer_handover(journey, to=to, why="Away", by=peer)
    holding.propose_ending(journeys["quiet"], kind=EndingKind.MOVED_AWAY, words="", by=nurse)
    invite_worker(
        cast.north,
        organisation=cast.organisations["Mind"],
        kind=MembershipKind.PEER,
        name="New",
        link_to=lambda code: f"http://testserver/{code}",
        email="new@example.org",
        by=lead,
    )
    ask_for_reset(
        cast.place,
        whose=cast.people["nurse"].pk,
        seconder=cast.people["lead"].pk,
        why=WhyReset.LOST,
        link_to=lambda pk: f"http://testserver/{pk}",
        by=cast.who("place_lead"),
    )
    channels.print_sheets(person, kinds=[SheetKind.STORY, SheetKind.REACH], by=peer)
    channels.print_introduction_sheet(cast.place, by=peer)
    channels.give_copy(person, how=CopyHow.HAND, by=peer)
    circle.end_sitting(circle.begin_sitting(person, channel=Told.PHONE, by=peer), by=peer)
    _huddle(cast, lead)
    _rota(cast, lead)
    _look(cast)


def _arrive(cast: Cast) -> None:
    """Somebody introduced by another, likely the same as somebody known; and the person adds to their own words."""
    answers: dict[str, dict[str, Any]] = {
        "name": {"name": "Ana Asking"}, "reach": {"phone": "+447700900123"}, "about": {"birth_year": 1988},
        "happening": {"words": "Tired."},
    }  # fmt: skip
    introduction = frontdoor.send_introduction(
        cast.place, for_whom=ForWhom.ME, answers=answers, code=new_code(), by=DOOR
    )
    frontdoor.add_to_introduction(introduction, words="And cold.", by=DOOR)
    theirs = answers | {"you": {"name": "Amy"}, "your_reach": {"phone": "+447700900124"}, "happened": {"words": "Ill."}}
    frontdoor.send_introduction(
        cast.place, for_whom=ForWhom.SOMEONE_I_KNOW, answers=theirs, code=new_code(), by=cast.who("friend")
    )
    mine = answers | {"name": {"name": "Ana"}}
    frontdoor.send_introduction(cast.place, for_whom=ForWhom.ME, answers=mine, code=new_code(), by=cast.who("person"))


def _meet(cast: Cast, journey: Any, peer: Any) -> None:
    meeting: Meeting = meetings.plan_meeting(
        journey, planned_for=clock.now() + timedelta(minutes=1), how=HowWeMeet.WALK, kind=MeetingKind.FIRST, by=peer
    )
    meetings.save_meeting_draft(meeting, typed="{}", by=cast.who("nurse"))
    promise = meetings.Promise(words="Ring", name="Pearl", due=clock.now().date() + timedelta(days=3), promiser=peer.id)
    meetings.tell_meeting(
        meeting,
        happened_at=clock.now(),
        their_words="I came.",
        our_words="We walked.",
        said=[meetings.Said(key="well", prompt="What is going well?", theirs="The dog.")],
        asked_again=[meetings.Again(key="happening", prompt="What is happening?", why="They wanted to say it anew.")],
        next_steps=[promise],
        by=peer,
    )
    meetings.correct_meeting(meeting, words="We ran.", by=cast.who("person"))
    meetings.give_letter(meeting, how=LetterHow.HAND, by=peer)
    meetings.log_attempt(journey, channel=Channel.PHONE, came_of_it=CameOfIt.NO_ANSWER, by=peer)
    note = meetings.write_note(journey, words="Likes walking.", by=peer)
    meetings.hold_back_line(note, words="Her sister rang.", why="Told in confidence", by=peer)
    meetings.ask_to_talk_today(cast.people["person"], words="Today, please.", by=cast.who("person"))


def _write(cast: Cast, journey: Any) -> None:
    """To the team and back; told by text, reminded of a meeting, and a worker's calendar."""
    person, mine, peer = cast.people["person"], cast.who("person"), cast.who("peer")
    with speaking(MADE_FOR_TESTS):
        person.reach_by(phone="+447700900123")
        person.safe_to_leave_message = "yes"
        person.save()
    messages.choose_way(person, way=WayToTell.TEXT, by=mine)
    messages.write_message(journey, words="See you there.", by=peer)
    messages.write_message(journey, words="Can we meet later?", by=mine)
    messages.make_feed(cast.place, by=peer)
    noon = clock.now().astimezone(ZoneInfo(cast.place.time_zone)).replace(hour=12)
    meetings.plan_meeting(journey, planned_for=noon + timedelta(days=1), how=HowWeMeet.WALK, by=peer)
    with clock.at(noon), speaking(REMINDING):
        remind()


def _look_out(cast: Cast, person: Any) -> None:
    """A worry about the person, raised by the peer worker, taken and told of; the peer worker is out alone. The lead of
    the place answers for it: nobody else is named."""
    raised = looking_out.Raised(
        AboutWhom.ADULT, "Ana", "A bruise.", DoTheyKnow.NOT_YET, teller="Pearl", about=person.pk
    )
    pk = looking_out.raise_worry(cast.place, raised=raised, by=cast.who("peer"))
    pat = cast.who("place_lead")
    with speaking(pat):
        worry = Worry.objects.visible_to(pat).not_shown("a life is lived").get(pk=pk)
    looking_out.take_worry(worry, by=pat)
    looking_out.write_worry_entry(worry, kind=EntryKind.DECIDED, words="Ring.", why="The second time.", by=pat)
    looking_out.tell_them(worry, words="We would like to talk.", by=pat)
    looking_out.set_out(
        cast.place,
        team=cast.north,
        where="The pier",
        with_whom="Ana",
        phone="",
        until=clock.now() + timedelta(hours=1),
        by=cast.who("peer"),
    )


def _huddle(cast: Cast, lead: Any) -> None:
    """A huddle that is going on, with a word and a promise about the person."""
    huddle = team.begin_huddle(cast.north, order=HuddleOrder.NAME, by=lead)
    with speaking(lead):
        turn = Turn.objects.visible_to(lead).get(huddle_id=huddle.pk, person_id=cast.people["person"].pk)
    team.say_in_huddle(turn, words="Likes walking.", by=lead)
    promise = meetings.Promise(words="Ring", name="Lena", due=clock.now().date() + timedelta(days=2), promiser=lead.id)
    team.promise_in_huddle(turn, promise=promise, by=lead)


def _learn(cast: Cast) -> None:
    """The peer worker is supervised by the nurse, tells of themselves, and notices something; and the place's own
    words."""
    pearl, nadia = cast.who("peer"), cast.who("nurse")
    of = Membership.objects.get(person=cast.people["nurse"], team=cast.north)
    pair = learning.ask_supervision(cast.place, of=of, by=pearl)
    learning.accept_supervision(pair, by=nadia)
    learning.write_supervision_note(pair, words="Where I was unsure.", by=nadia)
    learning.notice(cast.place, team=cast.north, noticed="We ring early.", will_try="Ring late.", by=pearl)
    for for_whom in ToWhom:
        learning.tell_of_myself(cast.place, words="My own winter.", for_whom=for_whom, by=pearl)
    meetings.add_kind_word(
        cast.place, find="frequent flyer", instead="comes often", because="", by=cast.who("place_lead")
    )


def _rota(cast: Cast, lead: Any) -> None:
    """A day of duty said yes to, leave, and how many somebody can hold."""
    today = clock.today(cast.place.time_zone)
    team.plan_duty(cast.north, day=today + timedelta(days=1), by=lead)
    of_nadia = Membership.objects.get(team=cast.north, person=cast.people["nurse"])
    later = today + timedelta(days=9)
    team.say_leave(of_nadia, first_day=later, last_day=later, by=lead)
    team.say_capacity(cast.place, at_most=8, by=cast.who("peer"))


def _look(cast: Cast) -> None:
    """A look and a list look, as pages leave them."""
    peer, person, quiet = cast.who("peer"), cast.people["person"].pk, cast.people["quiet"].pk
    with speaking(peer):
        record(peer, Shown("journey", person, {(person, "journey"): "their team holds your journey"}))
        record(peer, Shown("board", None, {(person, "journey"): "", (quiet, "journey"): ""}))
