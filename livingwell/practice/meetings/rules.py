"""Who may? What may follow what? - for meetings, notes, attempts, next steps and talking today."""

from django.db.models import Exists, OuterRef, Q

from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Person, Place
from livingwell.people.rules import place_lead, works_here
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.rules import own, shared
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.rules import held, held_now, still_open, voiced, works_with
from livingwell.practice.meetings.models import (
    NOT_DONE,
    Answer,
    AskedAgain,
    Attempt,
    CalledOn,
    Correction,
    Draft,
    HeldBack,
    HeldBackWords,
    KindWord,
    Letter,
    Meeting,
    MeetingStage,
    NextStep,
    Note,
    TalkToday,
)

#: What may become of a meeting. One that was put off or missed is made good by another (`Meeting.instead_of`).
TRANSITIONS: dict[MeetingStage, tuple[MeetingStage, ...]] = {
    MeetingStage.PLANNED: (MeetingStage.HAPPENED, MeetingStage.PUT_OFF, MeetingStage.MISSED),
    MeetingStage.HAPPENED: (),
    MeetingStage.PUT_OFF: (),
    MeetingStage.MISSED: (),
}

still_planned = Rule(lambda who: Q(stage=MeetingStage.PLANNED))
was_told = Rule(lambda who: Q(stage=MeetingStage.HAPPENED))
let_into_meetings = own | held_now | shared(Part.MEETINGS)
#: Their promise, for as long as they work in one of the place's teams: a worker who leaves reads nothing more.
promiser = Rule(
    lambda who: Q(promiser_id=who.id) if who.teams else Q(pk__in=[]), "they promised it"
)  # fmt: skip
not_done = Rule(lambda who: NOT_DONE)
journey_open = Rule(
    lambda who: Q(Exists(Journey.unguarded.filter(person_id=OuterRef("pk"), closed_at=None)))
)  # fmt: skip

allow(
    Meeting,
    read=let_into_meetings,
    save_meeting_draft=works_with & still_planned,
    tell_meeting=works_with & still_planned,
    put_off_meeting=(works_with | voiced()) & still_planned,
    miss_meeting=works_with & still_planned,
    correct_meeting=voiced() & was_told,
    give_letter=works_with & was_told,
)
allow(Answer, read=let_into_meetings)
allow(Correction, read=let_into_meetings)
allow(AskedAgain, read=let_into_meetings)
allow(Letter, read=let_into_meetings)
allow(Draft, read=Rule(lambda who: Q(saved_by_id=who.id), "they wrote it") & held_now)
allow(Attempt, read=own | held_now)
allow(Note, read=own | held_now, hold_back_line=works_with)
allow(HeldBack, read=own | held_now)
allow(HeldBackWords, read=works_with)
allow(
    NextStep,
    read=own | held_now | promiser,
    keep_next_step=(works_with | promiser | voiced()) & not_done,
    let_go_next_step=(works_with | promiser | voiced()) & not_done,
)
allow(TalkToday, read=own | held_now)
allow(CalledOn, read=own | held_now)
widen(
    Journey,
    plan_meeting=works_with & still_open,
    log_attempt=works_with & still_open,
    write_note=works_with & still_open,
    promise_next_step=works_with & still_open,
)
its_place_lead = Rule(
    lambda who: Q(place_id=who.place_id) if "place_lead" in who.roles else Q(pk__in=[]), "they lead the place"
)
in_use = Rule(lambda who: Q(ended_at=None))
allow(KindWord, read=Rule(lambda who: Q(place_id=who.place_id)), end_kind_word=its_place_lead & in_use)
widen(Place, see_kind_words=works_here | place_lead, add_kind_word=place_lead)
widen(
    Person,
    ask_to_talk_today=(Rule(lambda who: Q(pk=who.speaks_for)) | held("pk")) & journey_open,
)
