"""What this room does by itself."""

from django.utils.translation import gettext as _

from livingwell.kit.sending import send_email, send_sms
from livingwell.kit.work import job
from livingwell.people.models import Account, Role, RoleKind
from livingwell.practice.circle.models import Opening


@job("tell_privacy_leads", errand="a privacy lead is told of an opening")
def tell_privacy_leads(*, opening: str) -> None:
    """Write to every privacy lead of the place that something waits for them. Whom and why stands on the page alone."""
    found = Opening.unguarded.select_related("place").filter(pk=opening).first()
    if found is None:
        return
    leads = Role.objects.filter(place_id=found.place_id, kind=RoleKind.PRIVACY_LEAD, ended_at=None)
    accounts = Account.objects.filter(person_id__in=leads.values("person_id"), closed_at=None)
    words = _("Something in %(place)s waits for you to look at today. Please sign in.") % {"place": found.place.name}
    for account in accounts:
        if account.email:
            send_email(to=account.email, subject=_("Please sign in today"), body=words)
        elif account.phone:
            send_sms(to=account.phone, body=_("Please sign in today."))
