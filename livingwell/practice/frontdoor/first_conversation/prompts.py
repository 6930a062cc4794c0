"""What a first conversation may go along: our own set, or the place's. Every prompt can be skipped."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2s
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from livingwell.people.models import Place
from livingwell.practice.story.forms import (
    A_GOOD_DAY,
    PEOPLE_THAT_MATTER,
    WHAT_GOT_ME_THROUGH,
    WHAT_HAS_BEEN_HARD,
)


@dataclass(frozen=True)
class Prompt:
    """`key` stays when the wording changes; `told_as` are the introduction's questions that answer it, `told_under`
    those beginnings we offer for a story that do."""

    key: str
    words: Any
    told_as: tuple[str, ...] = ()
    told_under: tuple[Any, ...] = ()


#: Strengths first: what keeps somebody going is asked before what is hard.
OURS = (
    Prompt("well", later("What is going well, or keeps you going?"), ("well",)),
    Prompt("people", later("Who matters to you? Who is around you?"), (), (PEOPLE_THAT_MATTER,)),
    Prompt("good_day", later("What is a good day like, or what was one like?"), (), (A_GOOD_DAY,)),
    Prompt("happening", later("What has been happening?"), ("happening",), (WHAT_HAS_BEEN_HARD,)),
    Prompt("tried", later("What have you tried, and what helped even a little?"), (), (WHAT_GOT_ME_THROUGH,)),
    Prompt("help", later("What would help first?"), ("help",)),
    Prompt(
        "dark_days",
        later("On the darkest days, what gets you through? Whom could you ring?"),
        (),
        (WHAT_GOT_ME_THROUGH,),
    ),
    Prompt("meet", later("How would you like us to meet, and what makes it easier?"), ("meet", "needs")),
    Prompt("told", later("Whom may we talk with, and whom not?"), ("told",)),
)


def prompts_of(place: Place) -> list[Prompt]:
    """The place's own prompts where it has chosen some, else ours. One of ours that it kept keeps its key."""
    ours = [Prompt(prompt.key, _(prompt.words), prompt.told_as, prompt.told_under) for prompt in OURS]
    if not place.prompts:
        return ours
    by_words = {prompt.words: prompt for prompt in ours}
    chosen = (by_words.get(words) or Prompt(_key(words), words) for line in place.prompts if (words := line.strip()))
    return list({prompt.key: prompt for prompt in chosen}.values())


def _key(words: str) -> str:
    return f"own-{blake2s(words.encode(), digest_size=8).hexdigest()}"
