"""What this room does by itself: whoever holds is told that something waits."""

from django.utils.translation import gettext as _

from livingwell.kit.sending import send_email, send_sms
from livingwell.kit.work import job
from livingwell.people.models import Account
from livingwell.practice.holding.models import Hold


@job("tell_holder", errand="something waits for whoever holds")
def tell_holder(*, person: str) -> None:
    """Write to whoever holds this person's journey now that something waits. About whom and what stands on the page."""
    hold = Hold.unguarded.filter(person_id=person, ended_at=None).select_related("place").first()
    account = Account.objects.filter(person_id=hold.holder_id, closed_at=None).first() if hold else None
    if hold is None or account is None or str(hold.holder_id) == person:
        return
    words = _("Something in %(place)s waits for you to read. Please sign in.") % {"place": hold.place.name}
    if account.email:
        send_email(to=account.email, subject=_("Please sign in"), body=words)
    elif account.phone:
        send_sms(to=account.phone, body=_("Please sign in today."))
