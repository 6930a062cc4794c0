"""Who may? - for copies, requests and legal holds. A copy holds everything, so it is fetched by the person alone; where
they have no account, the privacy lead hands it over who answers their request for it, and that is a look."""

from django.db.models import Exists, OuterRef, Q

from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people import rules as people
from livingwell.people.models import Account, Person, Place
from livingwell.practice.circle.rules import own, privacy_lead
from livingwell.practice.holding.rules import voiced
from livingwell.practice.keeping.models import LegalHold, Request, WholeCopy

there_now = Rule(lambda who: Q(ready_at__isnull=False, gone_at=None))
somebody_elses = Rule(lambda who: ~Q(person_id=who.id))
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
)
allow(LegalHold, read=own | privacy_lead, end_legal_hold=privacy_lead & Rule(lambda who: Q(ended_at=None)))
widen(Person, ask_for_copy=voiced("pk"), ask_right=voiced("pk"))
widen(Place, set_keeping_time=people.privacy_lead, set_basis=people.privacy_lead)
