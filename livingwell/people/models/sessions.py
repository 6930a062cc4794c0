"""Where somebody is signed in: a row for each browser, of which the database alone cannot use any."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from livingwell.people.models.accounts import Account


class BrowserSession(AbstractBaseSession):
    """One browser's visit. `session_key` is a keyed hash of what the browser's cookie holds, and `session_data` is
    sealed under that cookie: whoever reads the table can neither come in nor see what was going on."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    #: What kind of browser on what kind of machine, in words: never the whole of what it says of itself.
    device = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    #: To the hour: enough to recognise oneself by, too little to follow somebody's evening.
    seen_at = models.DateTimeField(default=timezone.now)

    @classmethod
    def get_session_store_class(cls) -> type:
        from livingwell.people.sessions import SessionStore

        return SessionStore
