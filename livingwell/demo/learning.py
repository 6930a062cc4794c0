"""What the invented place's workers learn: supervision, what a team noticed, what some tell of themselves."""

from __future__ import annotations

from datetime import datetime

from livingwell.demo.hours import daytime
from livingwell.demo.looking_out import viewer_of
from livingwell.kit import clock
from livingwell.people.models import Membership, Place, Team
from livingwell.practice.learning import actions
from livingwell.practice.learning.models import ForWhom
from livingwell.practice.meetings import kind_list

TOLD = {
    "pearl": "I was on the other side of this table nine years ago. It was the walking that did it, and one person.",
    "gwil": "I grew up two streets from the harbour. I burn toast and listen well.",
    "bea": "I hear voices, still. We have come to an arrangement.",
}
NOTICED = (
    ("lena", "We ring people before ten, and most of them do not answer.", "Ring after eleven for two weeks.",
     "Twice as many answered. We go on with it."),
    ("pearl", "Nobody says at the huddle when they do not know what to do.", "One of us says it first, each morning.",
     ""),
)  # fmt: skip


#: What was written, and how often a kinder word was taken in its stead.
KINDER = (("They failed to engage.", 12), ("Non-compliant.", 7), ("DNA on Friday.", 6), ("They refused.", 2))


def learn(place: Place, now: datetime) -> None:
    """Pearl is supervised by Nadia; the Shore team noticed two things; three tell of themselves."""
    pearl, nadia = viewer_of("pearl"), viewer_of("nadia")
    of = Membership.objects.get(person_id=nadia.id, ended_at=None)
    with clock.at(daytime(now, 30)):
        pair = actions.accept_supervision(actions.ask_supervision(place, of=of, by=pearl), by=nadia)
    with clock.at(daytime(now, 8)):
        words = "Talked about saying no to a third evening. Pearl tries one sentence for it."
        actions.write_supervision_note(pair, words=words, by=nadia)
    team = Team.objects.get(place=place, name="Shore")
    for who, noticed, will_try, came in NOTICED:
        with clock.at(daytime(now, 20)):
            row = actions.notice(place, team=team, noticed=noticed, will_try=will_try, by=viewer_of(who))
        if came:
            with clock.at(daytime(now, 4)):
                actions.look_back_at(row, came_of_it=came, by=viewer_of(who))
    for wrote, times in KINDER:
        shown = [one.find for one in kind_list.suggested(place.pk, wrote)]
        for _nth in range(times):
            kind_list.count_taken(place.pk, shown, "We have not found the right way yet.")
    for who, words in TOLD.items():
        with clock.at(daytime(now, 60)):
            actions.tell_of_myself(place, words=words, for_whom=ForWhom.PEOPLE, by=viewer_of(who))
