"""Who may? - for copies, requests and legal holds. A copy holds everything, so it is fetched by the person alone; where
they have no account, the privacy lead hands it over who answers their request for it, and that is a look."""

from django.db.models import Exists, OuterRef, Q

from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people import rules as people
from livingwell.people.models import Account, Person, Place
from livingwell.practice.circle.rules import own, privacy_lead
from livingwell.practice.holding.rules import voiced
from livingwell.practice.keeping.models import Destruction, LegalHold, Request, Right, WholeCopy

there_now = Rule(lambda who: Q(ready_at__isnull=False, gone_at=None))
somebody_elses = Rule(lambda who: ~Q(person_id=who.id))
not_under_hold = Rule(
    lambda who: ~Q(Exists(LegalHold.unguarded.filter(person_id=OuterRef("person_id"), ended_at=None)))
)
unanswered = Rule(lambda who: Q(answered_at=None))
hands_it_over = (
    Rule(
        lambda who: (
            Q(place_id=who.place_id)
            & Q(Exists(Request.unguarded.filter(copy_id=OuterRef("pk"), answered_at=None)))
            & ~Q(Exists(Account.objects.filter(person_id=OuterRef("person_id"), closed_at=None)))
            if "privacy_lead" in who.roles
            else Q(pk__in=[])
        ),
        "they hand over the copy you asked for",
    )
    & somebody_elses
)

allow(
    WholeCopy,
    read=own | hands_it_over,
    fetch_copy=(own | hands_it_over) & there_now,
    throw_copy_away=own & Rule(lambda who: Q(gone_at=None)),
)
answers_it = privacy_lead & somebody_elses & unanswered
allow(
    Request,
    read=own | privacy_lead,
    answer_request=answers_it,
    take_longer=answers_it & Rule(lambda who: Q(longer_at=None)),
    copy_for_request=answers_it & Rule(lambda who: Q(copy=None)),
    begin_legal_hold=privacy_lead & somebody_elses,
    propose_destruction=privacy_lead & somebody_elses & Rule(lambda who: Q(right=Right.DESTROY)) & not_under_hold,
)
allow(LegalHold, read=own | privacy_lead, end_legal_hold=privacy_lead & Rule(lambda who: Q(ended_at=None)))

# Destroying takes two names: the privacy lead's, and another's: the person's own where they asked for it, or that of
# somebody else who answers for privacy or leads the place.
leads_here = Rule(
    lambda who: Q(place_id=who.place_id) if {"privacy_lead", "place_lead"} & who.roles else Q(pk__in=[]),
    "they are one of the two who agree to destroy it",
)
still_stands = Rule(lambda who: Q(taken_back_at=None, stopped_at=None, done_at=None))
proposed = Rule(lambda who: Q(proposed_at__isnull=False))
asked_for_it = Rule(lambda who: Q(request__isnull=False) if who.voice in (None, who.id) else Q(pk__in=[]))
not_proposed_by_them = Rule(lambda who: ~Q(proposed_by_id=who.id))
allow(
    Destruction,
    read=own | leads_here,
    propose_found=privacy_lead & somebody_elses & still_stands & Rule(lambda who: Q(proposed_at=None)) & not_under_hold,
    agree_to_destroy=(own & asked_for_it | leads_here & somebody_elses)
    & still_stands & proposed & not_proposed_by_them & Rule(lambda who: Q(agreed_at=None)) & not_under_hold,
    take_back_destruction=(own | leads_here) & still_stands & proposed,
)  # fmt: skip
widen(Person, ask_for_copy=voiced("pk"), ask_right=voiced("pk"))
widen(
    Place,
    set_keeping_time=people.privacy_lead,
    set_basis=people.privacy_lead,
    enter_request=people.privacy_lead,
    see_what_is_destroyed=people.privacy_lead | people.place_lead,
)
