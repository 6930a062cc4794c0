"""A rule that the row in hand can answer is answered there; whatever it says, the database would say too."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from livingwell.kit.permission.allowing import allows
from livingwell.kit.permission.rules import Rule, rule_for, ruled_models
from livingwell.people.models import Membership, Place, Team
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Place, Team, Membership])
def test_the_row_and_the_database_agree(cast: Cast, model: type) -> None:
    """Every act on these, for everybody in the cast, row by row."""
    rows, told_somewhere = list(model.objects.all()), False
    for name in cast.names:
        who = cast.who(name)
        for act, rule in ruled_models()[model].items():
            may = set(model.objects.filter(rule.q(who)).values_list("pk", flat=True))
            for row in rows:
                told = rule.told_by(row, who)
                told_somewhere = told_somewhere or told is not None
                assert told in (None, row.pk in may), (name, act, row)
                assert allows(row, act, who) == (row.pk in may), (name, act, row)
    assert told_somewhere


def test_a_place_is_never_asked_about_twice(cast: Cast) -> None:
    """The middleware has just fetched it: its doors need no question of their own."""
    who = cast.who("peer")
    with CaptureQueriesContext(connection) as asked:
        assert allows(cast.place, "work_here", who)
        assert not allows(cast.elsewhere, "work_here", who)
        assert not allows(cast.place, "look_after_privacy", who)
    assert len(asked) == 0


def test_what_a_row_cannot_tell_is_asked(cast: Cast) -> None:
    who = cast.who("lead")
    leads = rule_for(Team, "invite_worker")
    assert leads.told_by(cast.north, who) is None
    assert allows(cast.north, "invite_worker", who)
    assert (~Rule(lambda who: leads.q(who))).told_by(cast.north, who) is None
