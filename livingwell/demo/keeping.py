"""What is kept of people in the invented place: grounds and times as the privacy lead said them, what people have asked
for, and what two have agreed to destroy."""

from __future__ import annotations

from typing import Any

from livingwell.demo import cast
from livingwell.demo.hours import daytime
from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Account, Organisation
from livingwell.practice.keeping import actions as keeping
from livingwell.practice.keeping.models import Condition, Goes, Ground, Kept, Right
from livingwell.simulation.life import Life

#: On what ground each kind of organisation works.
CHARITY, PUBLIC = (Ground.LEGITIMATE, Condition.CHARITY), (Ground.PUBLIC_TASK, Condition.CARE)


def what_is_kept(lives: dict[str, Life], now: Any) -> None:
    """A month of a privacy lead's: terms said, requests that wait, a legal hold, and words on their way out."""
    place = lives["Ana"].world.place
    prue, pat = _with_role("prue", "privacy_lead"), _with_role("pat", "place_lead")
    with clock.at(daytime(now, 30)):
        for one in Organisation.objects.filter(place=place).order_by("name"):
            ground, condition = CHARITY if "charity" in one.kind else PUBLIC
            keeping.set_basis(
                place,
                organisation=one,
                ground=ground,
                condition=condition,
                contact="Prue Lindqvist, who answers for privacy: 01632 960100",
                by=prue,
            )
        why = "Records Management Code of Practice: mental health records."
        keeping.set_keeping_time(place, what=Kept.CARE, years=20, because=why, by=prue)
        theirs = "Agreed with people here: what somebody wrote for themselves is not kept for us."
        keeping.set_keeping_time(place, what=Kept.OWN, years=1, because=theirs, by=prue)
    with clock.at(daytime(now, 12)):
        wishes = "What I wrote in my story in the first week. I was not myself, and I do not want it kept."
        asked = _ask(lives["Vik"], Right.DESTROY, wishes)
        of_wendy = _ask(lives["Wendy"], Right.STOP, "Please send nothing about me to the old surgery.")
    with clock.at(daytime(now, 9)):
        row = keeping.propose_destruction(asked, what=Goes.OWN, by=prue)
        because = "The benefits tribunal has asked for what was written in May."
        keeping.begin_legal_hold(of_wendy, because=because, by=prue)
    with clock.at(daytime(now, 3)):
        keeping.agree_to_destroy(row, by=pat)
        by_letter = _ask(lives["Fern"], Right.DESTROY, "My story, all of it. I tell it better now.")
    with clock.at(daytime(now, 2)):
        keeping.propose_destruction(by_letter, what=Goes.OWN, by=prue)
        words = "My street is Harbour Row, and not Harbour Road."
        _ask(lives["Ana"], Right.MEND, words)


def _ask(life: Life, right: Right, words: str) -> Any:
    return keeping.ask_right(life.they(), right=right, words=words, by=life.in_own_voice())


def _with_role(key: str, role: str) -> Viewer:
    with speaking(cast.INVENTED):
        person = Account.objects.select_related("person").get(email=cast.email_of(key)).person
    assert person is not None, "the cast has been made"
    return Viewer(id=person.pk, name=person.name, place_id=person.place_id, roles=frozenset({role}))
