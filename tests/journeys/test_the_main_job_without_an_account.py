"""The same journey for somebody with no account, no email and no wish for either: by phone, on paper, on a bench.

Bo rings the hub. Pearl, a peer worker, writes everything down for him, in his voice; what is his he gets on paper.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Account
from livingwell.practice.channels.models import Sheet
from livingwell.practice.holding.models import Ending, EndingKind, Hold
from livingwell.practice.network.actions import add_support
from livingwell.practice.plan.models import PlanItem, SafeItem
from livingwell.practice.story.models import Entry
from tests.cast import MADE_FOR_TESTS
from tests.journeys.conftest import Site
from tests.journeys.keyboard import Keyboard
from tests.journeys.walked import Walked

HIS_STORY = "I drove the number nine bus for thirty years."
HIS_HOPE = "To sing again"


def given_a_choir(site: Site) -> None:
    about = "We sing on Thursday evenings. You need not read music."
    add_support(site.cast.place, by=site.cast.who("peer"), name="Hillside Choir", description=about)


def when_bo_rings_the_hub(pearl: Keyboard, site: Site) -> str:
    pearl.open(site + "/alderbrook/day/")
    pearl.follow("Introduce somebody")
    pearl.choose("By phone")
    pearl.write("A name to call them by", "Bo")
    pearl.write("Another way to reach them", "The phone at the Mill Lane hub")
    pearl.write("What is happening, in their words", "I have been on my own since Ada died.")
    pearl.press("Write it down: the team holds it")
    assert "Bo is held" in pearl.reads
    assert "Lena from the North team holds it" in pearl.reads
    return pearl.page.locator(".code-whole code").inner_text()


def then_both_stand_beside_his_words(pearl: Keyboard) -> str:
    pearl.follow("Go on to Bo")
    assert "I have been on my own since Ada died." in pearl.reads
    assert "Written down by Pearl" in pearl.reads
    pearl.press("I’ll hold this")
    with speaking(MADE_FOR_TESTS):
        assert Hold.unguarded.filter(person__name="Bo", ended_at=None).count() == 1
    return pearl.page.url


def when_they_have_just_spoken(pearl: Keyboard) -> None:
    pearl.press("We have just spoken")
    assert "I have been on my own since Ada died." in pearl.reads
    pearl.write("What they said", "The choir, before Ada was ill.", within="What is a good day like")
    pearl.write("What will happen", "Ask the choir by the hill for Bo")
    pearl.write_day("By when", clock.now().date() + timedelta(days=4))
    pearl.press("Tell it")


def then_there_is_a_letter_for_him(pearl: Keyboard) -> None:
    assert "For Bo" in pearl.reads
    assert "The choir, before Ada was ill." in pearl.reads
    assert "Ask the choir by the hill for Bo" in pearl.reads
    assert pearl.page.locator(".paper").count() == 1, "a page made for paper"
    pearl.choose("In their hand")
    pearl.press("They have it now")


def when_pearl_writes_his_story_and_plan(pearl: Keyboard, journey: str) -> None:
    pearl.open(journey)
    pearl.unfold("With them, or for them")
    pearl.follow("Write in their story, as they say it")
    pearl.choose("By phone")
    pearl.write("Your words", HIS_STORY)
    pearl.press("Save it in their story")
    pearl.open(journey)
    pearl.unfold("With them, or for them")
    pearl.follow("Write in their plan, as they say it")
    pearl.choose("By phone")
    pearl.choose("What I hope for")
    pearl.write("Your words", HIS_HOPE)
    pearl.press("Save it in their plan")


def then_they_are_his_and_shown_to_nobody(pearl: Keyboard, journey: str) -> None:
    with speaking(MADE_FOR_TESTS):
        entry = Entry.unguarded.select_related("person").get()
    assert (entry.person.name, entry.written_by_name, entry.channel) == ("Bo", "Pearl", "phone")
    pearl.open(journey + "?show=own")
    assert "Read the story" not in pearl.reads, "what Pearl types she may not read again until he lets her in"


def when_he_rings_and_pearl_does_all_of_it_from_one_page(pearl: Keyboard, journey: str) -> None:
    pearl.open(journey)
    pearl.unfold("With them, or for them")
    pearl.follow("all of it on one page")
    pearl.choose("By phone")
    pearl.press("Begin")
    pearl.pick("Where does it belong?", "What helps")
    pearl.write("Their words", "A hand on my sleeve")
    pearl.press("Save it in their words")
    assert "A hand on my sleeve" in pearl.reads
    pearl.press("We are done")
    assert "Bo" not in pearl.reads, "two people may be looking at this screen"
    with speaking(MADE_FOR_TESTS):
        said = PlanItem.unguarded.select_related("person").get(kind="helps")
    assert (said.person.name, said.written_by_name, said.channel) == ("Bo", "Pearl", "phone")


def when_he_writes_at_home_and_the_form_comes_back(pearl: Keyboard, journey: str, site: Site) -> None:
    pearl.open(journey)
    pearl.unfold("With them, or for them")
    pearl.follow("Forms on paper for them")
    pearl.tick("Staying safe")
    pearl.press("Make these forms")
    with speaking(MADE_FOR_TESTS):
        reference = Sheet.unguarded.get(person__name="Bo").reference
    pearl.follow("Print Staying safe")
    assert reference in pearl.reads
    assert pearl.page.locator(".paper").count() == 1, "a page made for paper"
    pearl.open(site + "/alderbrook/day/")
    pearl.follow("On paper")
    pearl.write("The reference on the form", reference.lower())
    pearl.press("Find the form")
    assert "Staying safe: Bo" in pearl.reads
    pearl.write("Signs that it is getting hard", "I stop winding the clock")
    pearl.press("Save it in their words")
    assert "I stop winding the clock" in pearl.reads
    pearl.choose("In their hand")
    pearl.press("They have it now")
    with speaking(MADE_FOR_TESTS):
        written = SafeItem.unguarded.select_related("person").get()
        assert (written.person.name, written.written_by_name, written.channel) == ("Bo", "Pearl", "paper")


def when_he_lets_the_team_in(pearl: Keyboard, journey: str) -> str:
    pearl.open(journey)
    pearl.unfold("With them, or for them")
    pearl.follow("They want to share something")
    sharing = pearl.page.url
    pearl.choose("By phone")
    pearl.choose("North")
    pearl.tick("My story")
    pearl.tick("My plan")
    pearl.press("Carry on")
    assert "Read this out to them" in pearl.reads
    assert "will see:" in pearl.reads
    pearl.press("Yes, share this")
    return sharing


def then_all_of_it_comes_on_paper(pearl: Keyboard, journey: str, sharing: str) -> None:
    pearl.open(journey + "?show=own")
    pearl.follow("Read the story")
    pearl.follow("Print it")
    assert HIS_STORY in pearl.reads
    pearl.open(journey + "?show=own")
    pearl.follow("Read the plan, or suggest something")
    pearl.follow("Print it")
    assert HIS_HOPE in pearl.reads
    pearl.open(sharing)
    pearl.follow("Print who sees what")
    assert "My story" in pearl.reads
    assert "North" in pearl.reads
    pearl.open(sharing)
    pearl.follow("Print who has looked")
    assert "Pearl" in pearl.reads


def when_he_is_introduced_to_the_choir(pearl: Keyboard, journey: str) -> None:
    soon = clock.now().date() + timedelta(days=2)
    pearl.open(journey + "?show=connections")
    pearl.follow("Choose a support together")
    pearl.write("What are you looking for?", "quire singing")
    pearl.press("Show", exact=True)
    pearl.follow("Choose this")
    pearl.write("What may they be told?", "My name is Bo. I sang bass.")
    pearl.tick("They have heard these words, and agree to them")
    pearl.choose("By phone")
    pearl.press("Keep this choice")
    pearl.follow("Ask them")
    pearl.write("How do you ask, and whom?", "I rang Joan.")
    pearl.write_day("By when do they answer?", soon)
    pearl.press("They have been asked")
    pearl.follow("Write down their answer")
    pearl.choose("Yes, come along")
    pearl.press("Keep this answer")
    pearl.follow("Arrange the first meeting")
    pearl.write_day("Day", soon)
    pearl.write("Time", "7pm")
    pearl.write("Where", "The chapel, side door")
    pearl.press("Keep this meeting")


def then_he_has_a_sheet_of_paper(pearl: Keyboard, journey: str) -> None:
    pearl.open(journey + "?show=connections")
    pearl.follow("On paper for them")
    assert "Hillside Choir" in pearl.reads
    assert "We have met" in pearl.reads


def when_he_says_they_have_met_and_how_it_was(pearl: Keyboard, journey: str) -> None:
    pearl.open(journey + "?show=connections")
    pearl.follow("They say they have met")
    pearl.choose("On paper")
    pearl.press("Yes, they say they have met")
    pearl.choose("On paper")
    pearl.choose("Lovely")
    pearl.write("In your own words", "I still know all the words.")
    pearl.press("Keep this")
    assert "I still know all the words." in pearl.reads


def when_bo_comes_with_his_words(bo: Keyboard, site: Site, words: str) -> None:
    bo.open(site + "/alderbrook/")
    bo.follow("I have been here before")
    bo.write("Your returning words", words)
    bo.press("Open")
    assert "Pearl from the North team is there for you now" in bo.reads


def then_no_is_one_tap_and_a_confirmation(bo: Keyboard) -> None:
    bo.follow("I don’t want this")
    bo.press("I don’t want this")
    assert "The door stays open" in bo.reads
    with speaking(MADE_FOR_TESTS):
        ending = Ending.unguarded.get(person__name="Bo")
        assert not Hold.unguarded.filter(person__name="Bo", ended_at=None).exists()
    assert ending.kind == EndingKind.NOT_WANTED


def when_he_comes_back(bo: Keyboard) -> None:
    bo.follow("I would like support again")
    bo.press("I would like support again")
    assert "Thank you, Bo" in bo.reads


def then_pearl_finds_all_of_it_again(pearl: Keyboard, site: Site) -> None:
    pearl.open(site + "/alderbrook/day/")
    pearl.press("Yes, I’ll hold this")
    pearl.open(site + "/alderbrook/board/")
    pearl.follow("Bo", exact=True)
    pearl.follow("Story and plan")
    pearl.follow("Read the story")
    assert HIS_STORY in pearl.reads
    with speaking(MADE_FOR_TESTS):
        assert not Account.objects.filter(person__name="Bo").exists()


def test_from_asking_to_coming_back(site: Site, hands_of: Callable[..., Keyboard], walked: Walked) -> None:
    pearl, bo = hands_of("peer"), hands_of()
    given_a_choir(site)

    words = when_bo_rings_the_hub(pearl, site)
    journey = then_both_stand_beside_his_words(pearl)
    when_they_have_just_spoken(pearl)
    then_there_is_a_letter_for_him(pearl)

    when_pearl_writes_his_story_and_plan(pearl, journey)
    then_they_are_his_and_shown_to_nobody(pearl, journey)
    when_he_rings_and_pearl_does_all_of_it_from_one_page(pearl, journey)
    when_he_writes_at_home_and_the_form_comes_back(pearl, journey, site)
    sharing = when_he_lets_the_team_in(pearl, journey)
    then_all_of_it_comes_on_paper(pearl, journey, sharing)

    when_he_is_introduced_to_the_choir(pearl, journey)
    then_he_has_a_sheet_of_paper(pearl, journey)
    when_he_says_they_have_met_and_how_it_was(pearl, journey)

    when_bo_comes_with_his_words(bo, site, words)
    then_no_is_one_tap_and_a_confirmation(bo)
    when_he_comes_back(bo)
    then_pearl_finds_all_of_it_again(pearl, site)

    walked.without_a_fault()
