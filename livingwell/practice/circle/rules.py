"""Who may? - for shares, openings and looks; and the alternatives that shares give to every room above."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from livingwell.kit import clock
from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person, Place
from livingwell.people.rules import belongs, never_left
from livingwell.practice.circle.entering import SITTING
from livingwell.practice.circle.models import CircleTie, Look, Opening, Part, Share, Sitting, Understanding, WordToTeam

#: How long opening without a share lasts: one working night, so that it is over before anybody is used to it.
OPENING_LASTS = timedelta(hours=8)
#: By which rule they were let in then; a look that says so is shown before all others.
WITHOUT_A_SHARE = "they opened it without a share, because they feared for a life"

own = Rule(lambda who: Q(person_id=who.id), "it is their own")
#: The person's own act, in their own voice: by themselves, or entered for them by somebody they told it to.
in_own_voice = Rule(lambda who: Q(person_id=who.speaks_for), "it is said in their own voice")
#: Their own act, by themselves alone; holding adds whoever may enter it for them.
by_themselves = Rule(lambda who: Q(person_id=who.id) if who.voice in (None, who.id) else Q(pk__in=[]))
they_themselves = Rule(lambda who: Q(pk=who.id) if who.voice in (None, who.id) else Q(pk__in=[]))


def still_knows(who: Viewer, whose: str = "person_id") -> Q:
    """What was given to somebody by name stays theirs unless they have left work here; a friend stays a friend.
    `whose` is the column with the person's id."""
    if who.teams:
        return Q()
    tie = CircleTie.unguarded.filter(supporter_id=who.id, ended_at=None, person_id=OuterRef(whose))
    return never_left(who) | Q(Exists(tie))


def given_to(who: Viewer) -> Q:
    """Of shares: those given to `who` by name, or to a team they work in."""
    return Q(to_person_id=who.id) & still_knows(who) | Q(to_team_id__in=who.teams)


def live_shares(what: Part, to: Viewer) -> QuerySet[Share]:
    """The shares of `what` that are in force for `to` now: to them, or to a team they work in."""
    return Share.unguarded.filter(what=what, ended_at=None, until__gt=clock.now()).filter(given_to(to))


def shared(what: Part, *, whose: str = "person_id") -> Rule:
    """Let in by a share of `what`; `whose` is the column of the row that holds the person's id."""
    return Rule(
        lambda who: Q(Exists(live_shares(what, who).filter(person_id=OuterRef(whose)))),
        "you shared it with them",
    ) | Rule(
        lambda who: _opened_tonight(who, Q(what=what, person_id=OuterRef(whose))),
        WITHOUT_A_SHARE,
    )


def _opened_tonight(who: Viewer, which: Q) -> Q:
    if not who.teams:  # a worker who leaves reads nothing more, the same night included
        return Q(pk__in=[])
    return Q(Exists(Opening.unguarded.filter(which, opened_by_id=who.id, ends_at__gt=clock.now())))


received = Rule(given_to, "it was shared with them")


def sat_since(who: Viewer, mark: str) -> Q:
    """Whether a sitting of the viewer's with this person has ended since `mark`: that closes what was marked in it."""
    ended = Sitting.unguarded.filter(begun_by_id=who.id, person_id=OuterRef("person_id"))
    return Q(Exists(ended.filter(ended_at__gte=OuterRef(f"{mark}_at"))))


def at_hand(*marks: str) -> Rule:
    """What the viewer wrote or marked for somebody in this sitting (`entering.SITTING`), until anybody else changes it,
    or the viewer says that they are done. For workers who hold: and it with `holding.rules.held`. `locks.at_hand` says
    the same."""

    def theirs(who: Viewer) -> Q:
        since, found = clock.now() - SITTING, Q()
        for mark in marks:
            found |= (
                Q(**{f"{mark}_by_id": who.id, f"{mark}_at__gt": since})
                & (Q(changed_at=None) | Q(changed_by_id=who.id) | Q(changed_at__lt=F(f"{mark}_at")))
                & ~sat_since(who, mark)
            )
        for mark in marks:
            if mark != "written":
                found &= Q(**{f"{mark}_at": None}) | Q(**{f"{mark}_by_id": who.id})
        return found

    return Rule(theirs, "they wrote it down for you just now")


opened_it = Rule(lambda who: Q(opened_by_id=who.id) if who.teams else Q(pk__in=[]), "they opened it")
privacy_lead = Rule(
    lambda who: Q(place_id=who.place_id) if "privacy_lead" in who.roles else Q(pk__in=[]), "they are the privacy lead"
)

allow(Share, read=own | received, end_share=by_themselves)
supports_them = Rule(lambda who: Q(supporter_id=who.id), "you asked them into your circle")
in_it_now = Rule(lambda who: Q(accepted_at__isnull=False, ended_at=None))
allow(
    CircleTie,
    read=own | supports_them,
    end_tie=by_themselves | supports_them,
    be_a_supporter=supports_them & in_it_now,
    tell_team=supports_them & in_it_now,
)
# What somebody in the circle told is read by the team that holds (holding adds it) and by the person; nothing of it
# comes back to whoever told it.
allow(WordToTeam, read=own)
# Who talks a decision through with a young person is said by holding.
allow(Understanding, read=own)
#: Whoever opened something does not say of it themselves that it was right.
somebody_elses = Rule(lambda who: ~Q(opened_by_id=who.id))

begun_by_them = Rule(lambda who: Q(begun_by_id=who.id), "they wrote down what you said")
allow(Sitting, read=own | begun_by_them, end_sitting=begun_by_them)
allow(Opening, read=own | opened_it | privacy_lead, review_opening=privacy_lead & somebody_elses)
allow(Look, read=own | Rule(lambda who: Q(by_id=who.id), "they looked"))
# Somebody who was let into a part may know whose it is; and whoever opened it, for that night, whoever holds by then.
widen(
    Person,
    read=Rule(
        lambda who: Q(
            Exists(
                Share.unguarded.filter(ended_at=None, until__gt=clock.now(), person_id=OuterRef("pk")).filter(
                    given_to(who)
                )
            )
        ),
        "you shared something with them",
    )
    | Rule(lambda who: _opened_tonight(who, Q(person_id=OuterRef("pk"))), WITHOUT_A_SHARE),
    give_share=they_themselves,
    end_all_shares=they_themselves,
    invite_supporter=they_themselves,
    ask_to_talk_it_through=they_themselves,
    print_circle=they_themselves,
    print_looks=they_themselves,
)
#: Anybody of the place may type a code they were given; only the right one does anything.
widen(Place, join_circle=belongs)
