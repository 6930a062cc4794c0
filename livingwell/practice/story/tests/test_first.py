import pytest

from livingwell.practice.story.actions import write_entry
from tests.cast import Cast, live_a_little

pytestmark = pytest.mark.django_db


def test_x(cast: Cast) -> None:
    live_a_little(cast)
    e = write_entry(cast.people["person"], heading="a", words="b", by=cast.who("person"))
    e2 = write_entry(
        cast.people["person"],
        heading="a",
        words="b",
        by=cast.who("peer").entering_for(cast.people["person"].pk, "phone"),
    )
