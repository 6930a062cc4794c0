"""What is the cast's own in the invented place: pictures and a sound, earlier versions, a form on paper."""

from __future__ import annotations

from datetime import datetime

from livingwell.demo import made
from livingwell.demo.hours import daytime
from livingwell.kit import clock
from livingwell.kit.files.pictures import clean_picture
from livingwell.kit.files.sounds import clean_sound
from livingwell.kit.viewers import Viewer
from livingwell.people.models import Person
from livingwell.practice.channels.models import SheetKind
from livingwell.practice.plan import actions as plan
from livingwell.practice.plan.models import ItemKind
from livingwell.practice.story import actions as story
from livingwell.simulation import scenes
from livingwell.simulation.life import Life

PATH = "I walk as far as the harbour wall. On good days I walk to the end of it."
#: How a hope read before, day by day: a plan is written over many days.
HOPES = ("To sleep.", "To sleep through, now and then.", "To sleep through, and wake up glad of the day.")


def story_of(person: Person, voice: Viewer, now: datetime) -> None:
    """Two pictures, a sound, one entry that was worded otherwise before, and one kept to oneself."""
    with clock.at(daytime(now, 9)):
        walk = story.write_entry(person, heading="Where I walk", words=PATH.split(". ")[0] + ".", by=voice)
        story.enclose(
            walk, what=clean_picture(made.harbour()), words="The harbour in the evening, and one boat.", by=voice
        )
    with clock.at(daytime(now, 6)):
        story.change_entry(walk, heading="Where I walk", words=PATH, version=1, by=voice)
    with clock.at(daytime(now, 4)):
        plot = story.write_entry(
            person, heading="The plot behind the library", words="Four beds. One is mine.", by=voice
        )
        story.enclose(plot, what=clean_picture(made.allotment()), words="Four beds, a path, and the shed.", by=voice)
        hum = story.write_entry(person, heading="What I hum on the way", words="", by=voice)
        said = "Six notes that go up and come down again. No words."
        story.enclose(hum, what=clean_sound(made.tune()), words=said, by=voice)
    with clock.at(daytime(now, 2)):
        story.write_entry(person, heading="Just for me", words="I nearly rang him. I did not.", keep=True, by=voice)


def plan_of(person: Person, voice: Viewer, now: datetime) -> None:
    """A hope that was put in other words twice, and a step that is done."""
    with clock.at(daytime(now, 11)):
        hope = plan.write_item(person, kind=ItemKind.HOPE, words=HOPES[0], by=voice)
        step = plan.add_step(
            person, words="Ask about the plot", taker=person.pk, taker_name=person.name, day=None, by=voice
        )
    for nth, words in enumerate(HOPES[1:], 1):
        with clock.at(daytime(now, 11 - 4 * nth)):
            plan.change_item(hope, words=words, version=nth, by=voice)
    with clock.at(daytime(now, 5)):
        plan.tick_step(step, by=voice)


def on_paper(life: Life, now: datetime) -> None:
    """Somebody without an account writes at home: two forms are on their way, and one has come back."""
    with clock.at(daytime(now, 8)):
        came = scenes.forms_are_printed(life, SheetKind.STORY)
    with clock.at(daytime(now, 3)):
        scenes.forms_come_back(life, came)
        scenes.forms_are_printed(life, SheetKind.PLAN, SheetKind.STAYING_SAFE)
