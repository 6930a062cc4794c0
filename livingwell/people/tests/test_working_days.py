"""Working days: weekends and bank holidays never count, and the promise is always kept in the future."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.people.models import BankHoliday
from livingwell.people.working_days import add_working_days, is_working_day, promised_day
from tests.cast import MADE_FOR_TESTS, Cast

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
COUNTS = st.integers(1, 20)
HOLIDAYS = st.sets(st.dates(date(2000, 1, 1), date(2091, 1, 1)), max_size=40)


@given(DAYS, COUNTS, HOLIDAYS)
def test_exactly_so_many_working_days_pass(day: date, count: int, holidays: set[date]) -> None:
    end = add_working_days(day, count, holidays)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(is_working_day(each, holidays) for each in between) == count
    assert is_working_day(end, holidays)


@given(DAYS, COUNTS, COUNTS, HOLIDAYS)
def test_one_promise_after_another_is_one_promise(day: date, first: int, then: int, holidays: set[date]) -> None:
    assert add_working_days(add_working_days(day, first, holidays), then, holidays) == add_working_days(
        day, first + then, holidays
    )


@given(DAYS, DAYS, COUNTS, HOLIDAYS)
def test_who_writes_later_is_not_promised_sooner(one: date, other: date, count: int, holidays: set[date]) -> None:
    first, later = sorted([one, other])
    assert add_working_days(first, count, holidays) <= add_working_days(later, count, holidays)


def test_a_promise_is_never_for_now() -> None:
    with pytest.raises(ValueError):
        add_working_days(date(2026, 1, 5), 0, set())


def test_the_day_is_the_places_own(cast: Cast) -> None:
    """Half past eleven at night in June is tomorrow in London already; and Christmas is nobody's working day."""
    from livingwell.kit.database.speaking import speaking

    assert promised_day(cast.place, datetime(2026, 6, 11, 23, 30, tzinfo=UTC)) == date(2026, 6, 16)
    with speaking(MADE_FOR_TESTS):
        for day in (25, 28):
            BankHoliday.objects.create(place=cast.place, day=date(2026, 12, day), name="Christmas")
    assert promised_day(cast.place, datetime(2026, 12, 24, 9, tzinfo=UTC)) == date(2026, 12, 30)
