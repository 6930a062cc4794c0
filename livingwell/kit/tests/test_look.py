"""The colours keep their contrast in light and in dark, and the look keeps its promises."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parent.parent / "static" / "kit"
TOKENS = (STATIC / "tokens.css").read_text()
GROUNDS = ("ground", "ground-deep", "surface", "own-pale", "do-pale", "talk-pale", "mend-pale")
TEXT = [
    *((text, ground) for text in ("ink", "do", "do-deep") for ground in GROUNDS),
    *(("ink-soft", ground) for ground in ("ground", "ground-deep", "surface", "own-pale", "do-pale")),
    ("on-do", "do"),
    ("on-do", "do-deep"),
    ("on-talk", "talk"),
    ("on-talk", "talk-deep"),
    ("talk", "talk-pale"),
    ("talk", "ground"),
    ("mend", "mend-pale"),
    ("mend", "ground"),
    ("mend", "surface"),
    ("own-ink", "own-pale"),
    ("ink", "sky"),
    ("ground", "ink"),
    *(("ink", f"tone-{tone}") for tone in range(1, 5)),
]
EDGES = [
    *(("line-strong", ground) for ground in ("ground", "ground-deep", "surface")),
    ("heard", "surface"),
    ("heard", "ground"),
    ("do", "ground"),
    ("talk", "ground"),
    ("mend", "ground"),
]


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block.split("}", 1)[0]))


LIGHT = tokens(TOKENS.split(":root {", 1)[1])
DARK_BY_DEVICE = tokens(TOKENS.split(':root:not([data-theme="light"]) {', 1)[1])
DARK_BY_CHOICE = tokens(TOKENS.split(':root[data-theme="dark"] {\n', 1)[1])
DARK = LIGHT | DARK_BY_CHOICE


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((brightness(one), brightness(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_words_can_be_read(theme: dict[str, str], text: str, ground: str) -> None:
    assert contrast(theme[text], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_can_be_seen(theme: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(theme[edge], theme[ground]) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_warm_button_can_be_read_in_both(theme: dict[str, str]) -> None:
    assert contrast("#2b2008", theme["own"]) >= 4.5


def test_the_two_dark_sets_are_one() -> None:
    assert len(DARK_BY_CHOICE) > 20
    assert DARK_BY_DEVICE == DARK_BY_CHOICE


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_only_logical_directions(sheet: Path) -> None:
    """So that every page can be read from right to left."""
    told = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
    side = "(?:left|right|top|bottom)"
    physical = rf"(?:[{{;]\s*)((?:(?:margin|padding|border)-)?{side}|text-align:\s*(?:left|right))\s*[:;]"
    assert re.findall(physical, told) == []


@pytest.mark.parametrize("path", sorted([*STATIC.glob("*.css"), *STATIC.glob("*.js")]), ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert not re.findall(r'https?://|@import|url\((?!"fonts/)', path.read_text())


def test_the_front_door_stays_light() -> None:
    """Style, script and fonts of the front door, compressed, leave most of its 60 kB to words."""
    text = sum(
        len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in ("tokens.css", "kit.css", "kit.js", "mark.svg")
    )
    fonts = sum((STATIC / "fonts" / f"atkinson-{weight}.woff2").stat().st_size for weight in ("regular", "bold"))
    assert text <= 14_000
    assert fonts <= 32_000
