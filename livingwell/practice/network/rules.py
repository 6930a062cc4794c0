"""Who may? What may follow what? - for supports and connections."""

from django.db.models import Q

from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Place
from livingwell.people.rules import anybody, belongs, works_here
from livingwell.practice.circle.rules import in_own_voice, own
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.rules import held_now, still_open, works_with
from livingwell.practice.network.models import ENDED, Connection, ConnectionStep, Stage, Support

#: What may follow what: for each stage the acts that may come next, and the stages they lead to. The database holds
#: to it (``gate.connection_moves``), and the README's picture is drawn from it.
TRANSITIONS: dict[Stage, dict[str, tuple[Stage, ...]]] = {
    Stage.CHOSEN: {
        "offer_connection": (Stage.OFFERED,),
        "choose_another": (Stage.CHOSEN,),
    },
    Stage.OFFERED: {
        "offer_connection": (Stage.OFFERED,),
        "log_answer": (Stage.ACCEPTED, Stage.NOT_US),
        "choose_another": (Stage.CHOSEN,),
    },
    Stage.NOT_US: {
        "offer_connection": (Stage.OFFERED,),
        "choose_another": (Stage.CHOSEN,),
    },
    Stage.ACCEPTED: {
        "arrange_first_meeting": (Stage.ARRANGED,),
        "choose_another": (Stage.CHOSEN,),
    },
    Stage.ARRANGED: {
        "arrange_first_meeting": (Stage.ARRANGED,),
        "choose_another": (Stage.CHOSEN,),
    },
    Stage.MET: {},
    Stage.NOT_WANTED: {},
    Stage.CLOSED: {},
}
#: Possible for as long as a connection is open. Somebody may go by themselves, before anybody has asked for them.
ALWAYS: dict[str, Stage] = {
    "say_met": Stage.MET,
    "say_not_wanted_now": Stage.NOT_WANTED,
    "close_support": Stage.CLOSED,
}
for _stage, _acts in TRANSITIONS.items():
    if _stage not in ENDED:
        _acts.update({act: (stage,) for act, stage in ALWAYS.items()})


def stages_for(act: str) -> list[Stage]:
    """The stages in which `act` may come next."""
    return [stage for stage, acts in TRANSITIONS.items() if act in acts]


def moves() -> list[tuple[Stage, Stage]]:
    """Every pair of stages of which the second may follow the first."""
    return sorted({(before, after) for before, acts in TRANSITIONS.items() for to in acts.values() for after in to})


def _at(act: str) -> Rule:
    return Rule(lambda who: Q(stage__in=stages_for(act)))


#: In the person's own voice: by themselves, or told to somebody whose team holds their journey.
their_word = in_own_voice & (own | held_now)
together = works_with | their_word
still_going = Rule(lambda who: ~Q(stage__in=ENDED))
agreed = Rule(lambda who: Q(agreed_at__isnull=False))
has_met = Rule(lambda who: Q(stage=Stage.MET))


def _coordinates(who: Viewer) -> Q:
    return Q(pk=who.place_id) if "coordinator" in who.roles else Q(pk__in=[])


def _of_their_place(who: Viewer) -> Q:
    return Q(place_id=who.place_id) if who.teams or "coordinator" in who.roles else Q(pk__in=[])


tends_supports = works_here | Rule(_coordinates, "they coordinate a support")

allow(
    Connection,
    read=own | held_now,
    help_along=works_with,
    say_for_oneself=own,
    agree_what_to_say=their_word & Rule(lambda who: Q(stage__in=(Stage.CHOSEN, Stage.NOT_US))),
    offer_connection=works_with & agreed & _at("offer_connection"),
    log_answer=works_with & _at("log_answer"),
    choose_another=together & _at("choose_another"),
    arrange_first_meeting=together & _at("arrange_first_meeting"),
    say_not_yet=their_word & still_going,
    say_met=their_word & _at("say_met"),
    say_not_wanted_now=their_word & _at("say_not_wanted_now"),
    say_how_it_was=their_word & has_met,
)
allow(ConnectionStep, read=own | held_now)
allow(Support, read=anybody, close_support=Rule(_of_their_place) & Rule(lambda who: Q(closed_at=None)))
widen(Journey, choose_support=together & still_open)
widen(Place, add_support=tends_supports, have_connections=belongs)
