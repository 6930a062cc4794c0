"""What people's room does by itself: sessions that have run out are cleared away."""

from livingwell.kit.work import job
from livingwell.people.sessions import SessionStore


@job("clear old sessions", errand="clearing", every="27 * * * *")
def clear_old_sessions() -> None:
    SessionStore.clear_expired()
