"""Who may? Whoever the hold lets in, and nobody else: the person reads their journey itself."""

from django.db.models import Q

from livingwell.kit.permission.rules import Rule, allow
from livingwell.practice.team.models import Standing

holds_it = Rule(lambda who: Q(holder_id=who.id), "they hold it")
in_their_team = Rule(lambda who: Q(team_id__in=who.teams, kept_apart_at=None), "their team holds your journey")

allow(Standing, read=holds_it | in_their_team)
