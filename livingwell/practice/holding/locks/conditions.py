"""The second lock's way of saying what the rules say: conditions for the tables of this room and those above."""

from livingwell.kit.database.locks import MY_TEAMS, VIEWER
from livingwell.practice.holding.models import OFFER_LASTS


def held(whose: str = "{t}.person_id") -> str:
    """The second lock's way of saying `holding.rules.held`."""
    return f"""exists (select from holding_hold h where h.person_id = {whose} and h.ended_at is null
        and (h.holder_id = {VIEWER} or (h.team_id = any ({MY_TEAMS}) and h.kept_apart_at is null)))"""


def offered(whose: str = "{t}.person_id") -> str:
    """An offer to hold, not yet answered, opens the person's name to the one who is asked."""
    return f"""exists (select from holding_handover o where o.person_id = {whose} and o.to_id = {VIEWER}
        and o.accepted_at is null and o.declined_at is null and o.withdrawn_at is null
        and o.offered_at > (select gate.moment()) - interval '{OFFER_LASTS.days} days')
        and cardinality({MY_TEAMS}) > 0"""
