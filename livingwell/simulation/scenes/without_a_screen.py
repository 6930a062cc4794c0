"""By phone, on paper, on a bench: what somebody says is entered by whoever holds them, and stays theirs."""

from __future__ import annotations

from typing import Any

from livingwell.people.models import SafeToContact
from livingwell.practice.channels import actions as channels
from livingwell.practice.channels.models import CopyHow, Sheet, SheetKind
from livingwell.practice.circle import actions as circle
from livingwell.practice.circle.entering import Channel
from livingwell.practice.holding import actions as holding
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind, SafeKind
from livingwell.practice.story import actions as story
from livingwell.simulation.life import Life

#: What is written on the lines of each form that comes back.
WRITTEN: dict[SheetKind, dict[str, Any]] = {
    SheetKind.STORY: {"heading": "", "words": "I wrote this at the kitchen table.", "keep": False},
    SheetKind.PLAN: {kind.value: "" for kind in ItemKind}
    | {"matters": "- My dog\n- A door that locks", "steps": "Post this", "back": "", "forward": ""},
    SheetKind.STAYING_SAFE: {kind.value: "" for kind in SafeKind}
    | {"signs": "I stop cooking.", "to_ring": [("Jo next door", "01632 960 003")]},
}


def forms_are_printed(life: Life, *kinds: SheetKind) -> list[Sheet]:
    """They would rather write than talk: whoever holds them gives them forms."""
    return channels.print_sheets(life.they(), kinds=kinds, by=life.holder())


def forms_come_back(life: Life, sheets: list[Sheet]) -> None:
    """They are typed in word for word, and the person gets a copy."""
    holder = life.holder()
    if holder.id == life.they().pk:
        return
    for sheet in sheets:
        by = holder.entering_for(life.they().pk, Channel.PAPER)
        channels.type_in_sheet(sheet, said=WRITTEN[SheetKind(sheet.kind)], by=by)
    channels.give_copy(life.they(), how=CopyHow.HAND, by=holder)


def on_paper(life: Life) -> None:
    """Printed, filled in, and typed in when it came back; now and then one never comes back."""
    sheets = forms_are_printed(life, *life.dice.sample(list(WRITTEN), 2))
    forms_come_back(life, sheets if life.dice.random() < 0.8 else sheets[:1])


def sit_together(life: Life) -> None:
    """On the phone or on a bench, for an hour: words for their story, how to reach them; and then they are done."""
    holder, person = life.holder(), life.they()
    if holder.id == person.pk:
        return
    channel = life.dice.choice([Channel.PHONE, Channel.IN_PERSON])
    sitting = circle.begin_sitting(person, channel=channel, by=holder)
    by = holder.entering_for(person.pk, channel)
    story.write_entry(
        person, heading="", words="Write down that I laughed today.", keep=life.dice.random() < 0.2, by=by
    )
    item = plan.write_item(person, kind=ItemKind.HELPS, words="Being asked twice.", by=by)
    plan.change_item(item, words="Being asked twice, and then left alone.", version=item.version, by=by)
    if life.dice.random() < 0.2:
        holding.change_reach(
            person, phone="+447700900321", email="", reach="The hub, mornings", needs="",
            message=SafeToContact.ONLY_THEM, write=SafeToContact.NO, by=by,
        )  # fmt: skip
    circle.end_sitting(sitting, by=holder)
    channels.give_copy(person, how=CopyHow.READ, by=holder)
