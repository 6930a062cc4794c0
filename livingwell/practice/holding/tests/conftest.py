"""The scene of this room's tests."""

import pytest

from livingwell.practice.holding.tests.scene import Scene, lived
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return lived(cast)
