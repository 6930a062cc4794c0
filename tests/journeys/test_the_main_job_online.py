"""The one journey everything else hangs on, walked in a real browser with a keyboard and nothing else.

Somebody asks for support → is held within the minute → is heard in a first conversation → starts their own story and
plan, with whoever they let in → is introduced warmly to something real in their community → says how it went → leaves
kindly, and can come back without starting again.

Ana introduces herself. Pearl is a peer worker of the North team, where Lena is on duty. The supports are those of a
real council's directory.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from livingwell.kit import clock
from livingwell.kit.database.speaking import speaking
from livingwell.people.models import Person
from livingwell.practice.holding.models import Handover, Hold, HowHeld
from livingwell.practice.network.actions.importing import IMPORTING, Publisher, import_directory
from livingwell.practice.network.directory.reading import read_directory
from tests.cast import MADE_FOR_TESTS
from tests.fixtures import shared
from tests.journeys.conftest import Site
from tests.journeys.keyboard import Keyboard
from tests.journeys.walked import Walked

SUPPORT = "Urmston Depression Group (Trafford Self Help Services)"
HER_STORY = "I grew up above the bakery on Mill Lane."
HER_HOPE = "To sleep, and to see my sister more"


def given_the_real_directory(site: Site) -> None:
    data = shared("directory/trafford_mental_health_services.csv").read_bytes()
    reading = read_directory(data, filename="trafford_mental_health_services.csv")
    trafford = Publisher("Trafford Council", "Trafford Council", "Open Government Licence v3.0")
    import_directory(site.cast.place, reading=reading, data=data, publisher=trafford, by=IMPORTING)


def when_ana_asks_for_support(ana: Keyboard, site: Site) -> None:
    ana.open(site + "/alderbrook/")
    ana.follow("I would like some support")
    ana.press("Begin")
    ana.write("What would you like us to call you?", "Ana")
    ana.press("Carry on")
    ana.write("A phone number", "0161 496 0123")
    ana.press("Carry on")
    ana.choose("Yes")
    ana.press("Carry on")
    ana.write("What is happening for you just now?", "I lost my job in May and I hardly sleep.")
    ana.press("Carry on")
    ana.write("What would help?", "Somebody to talk to in the evenings.")
    ana.press("Carry on")
    ana.write("What is going well, or keeps you going?", "My sister rings on Sundays.")
    ana.press("Carry on")
    ana.follow("That is enough")
    assert "I lost my job in May" in ana.reads
    ana.press("Send it")


def then_she_knows_who_and_by_when(ana: Keyboard) -> None:
    assert "Thank you, Ana. It has arrived" in ana.reads
    assert "Lena from the North team looks after it now" in ana.reads
    assert "Your reference is" in ana.reads


def then_duty_holds_her_at_once(site: Site) -> Person:
    """The journey and the hold are one transaction: both begin in the same minute she pressed “Send it”."""
    with speaking(MADE_FOR_TESTS):
        hold = Hold.unguarded.select_related("journey", "person").get(person__name="Ana", ended_at=None)
    assert (hold.how, hold.holder_id) == (HowHeld.DUTY, site.cast.people["lead"].pk)
    assert abs(hold.began_at - hold.journey.opened_at) < timedelta(minutes=1)
    assert clock.now() - hold.began_at < timedelta(minutes=2)
    return hold.person


def when_pearl_holds_her(pearl: Keyboard, site: Site) -> str:
    pearl.open(site + "/alderbrook/board/")
    assert "On duty: Lena" in pearl.reads
    pearl.follow("Ana", exact=True)
    assert "I lost my job in May" in pearl.reads
    pearl.press("I’ll hold this")
    assert "You hold, in North" in pearl.reads
    return pearl.page.url


def when_they_have_a_first_conversation(pearl: Keyboard) -> None:
    today = clock.now().date()
    pearl.follow("Plan the first conversation")
    pearl.write_day("Day", today)
    pearl.write("Time", "10:00")
    pearl.choose("On a walk")
    pearl.write("Where", "The gate of the park")
    pearl.press("Plan it")
    pearl.follow("First conversation")
    pearl.follow("Prepare and hold the conversation")
    assert "I lost my job in May" in pearl.reads, "what she said is in front of Pearl, not asked again"
    pearl.write("Time", "00:05")
    pearl.write("What they said", "My sister Rosa, and Mo from the bakery.", within="Who matters to you?")
    pearl.write("What you would add", "Ana lights up when she talks of bread.", within="Who matters to you?")
    pearl.write("What will happen", "Ring Ana about the evening group")
    pearl.write_day("By when", today + timedelta(days=3))
    pearl.press("Tell it")


def then_she_gets_it_in_writing(pearl: Keyboard) -> None:
    assert "For Ana" in pearl.reads
    assert "My sister Rosa" in pearl.reads
    assert "Ring Ana about the evening group" in pearl.reads
    pearl.choose("In their hand")
    pearl.press("They have it now")


def when_ana_joins_with_words_in_hand(pearl: Keyboard, ana: Keyboard, site: Site, journey: str) -> None:
    pearl.open(journey)
    pearl.unfold("With them, or for them")
    pearl.follow("Give them a code to sign in")
    pearl.press("Make the words")
    words = pearl.page.locator(".code-whole code").inner_text()
    ana.open(site + "/alderbrook/")
    ana.follow("Sign in, if you have an account")
    ana.follow("I have a code of words")
    ana.write("words", words)
    ana.press("Come in")
    ana.press("Make words to keep")
    ana.follow("I have written them down")
    ana.follow("On to my pages", exact=True)
    assert "Hello, Ana" in ana.reads
    assert "Pearl is here for you" in ana.reads
    assert "Ring Ana about the evening group" in ana.reads


def when_ana_begins_her_story_and_plan(ana: Keyboard) -> None:
    ana.follow("My story")
    ana.follow("Write something")
    ana.write("Your words", HER_STORY)
    ana.press("Put it in my story")
    assert HER_STORY in ana.reads
    ana.follow("My plan")
    ana.write("In your words What I hope for", HER_HOPE)
    ana.press("Add What I hope for")
    assert HER_HOPE in ana.reads


def when_ana_lets_the_team_in(ana: Keyboard) -> None:
    ana.follow("My circle")
    ana.follow("Let somebody in")
    ana.choose("North")
    ana.tick("My story")
    ana.tick("My plan")
    ana.press("Carry on")
    assert "Is this right?" in ana.reads
    assert re.search(r"North.* will see: ?My story, ?My plan", ana.reads), (
        "who will see what, before anything is shared"
    )
    ana.press("Yes, share this")
    assert "My story" in ana.reads


def when_pearl_suggests_a_step(pearl: Keyboard, journey: str) -> None:
    pearl.open(journey)
    pearl.follow("Story and plan")
    pearl.follow("Read the story")
    assert HER_STORY in pearl.reads
    pearl.open(journey + "?show=own")
    pearl.follow("Read the plan, or suggest something")
    assert HER_HOPE in pearl.reads
    pearl.write("Your suggestion", "A cup of tea with Rosa on Wednesday")
    pearl.press("Suggest this")


def then_ana_takes_it(ana: Keyboard) -> None:
    ana.follow("My plan")
    ana.press("Take it")
    assert "A cup of tea with Rosa on Wednesday" in ana.reads
    assert "Suggested to you" not in ana.reads


def when_they_choose_a_support_together(pearl: Keyboard, journey: str) -> None:
    pearl.open(journey + "?show=connections")
    pearl.follow("Choose a support together")
    pearl.write("What are you looking for?", "urmstn depresion")
    pearl.press("Show", exact=True)
    assert SUPPORT in pearl.reads, "found by words with typing mistakes in them"
    pearl.follow("Choose this")
    pearl.write("What may they be told?", "My name is Ana and I would like to come along.")
    pearl.press("Keep this choice")


def when_ana_agrees_to_what_is_said(ana: Keyboard, site: Site) -> None:
    ana.open(site + "/alderbrook/home/")
    ana.follow(SUPPORT)
    ana.follow("Read what they would be told")
    ana.press("I agree to these words")


def when_pearl_makes_the_introduction(pearl: Keyboard, journey: str) -> None:
    soon = clock.now().date() + timedelta(days=2)
    pearl.open(journey + "?show=connections")
    pearl.follow("Ask them")
    pearl.write("How do you ask, and whom?", "I rang and spoke with Dev.")
    pearl.write_day("By when do they answer?", soon)
    pearl.press("They have been asked")
    pearl.follow("Write down their answer")
    pearl.choose("Yes, come along")
    pearl.press("Keep this answer")
    pearl.follow("Arrange the first meeting")
    pearl.write_day("Day", soon)
    pearl.write("Time", "18:30")
    pearl.write("Where", "The blue door")
    pearl.write("Who walks along?", "Pearl")
    pearl.press("Keep this meeting")


def then_it_is_on_the_board_until_she_says_so(pearl: Keyboard, site: Site) -> None:
    pearl.open(site + "/alderbrook/board/")
    assert SUPPORT[:20] in pearl.reads


def when_ana_says_they_have_met_and_how_it_was(ana: Keyboard, site: Site) -> None:
    ana.open(site + "/alderbrook/home/")
    ana.follow("My connections")
    ana.press("We have met")
    ana.choose("Good")
    ana.write("In your own words", "They had kept a chair for me.")
    ana.press("Keep this")
    assert "They had kept a chair for me." in ana.reads


def then_ana_sees_who_has_looked(ana: Keyboard) -> None:
    ana.follow("Who has looked")
    assert "Pearl" in ana.reads


def when_ana_says_goodbye(ana: Keyboard, site: Site) -> None:
    ana.open(site + "/alderbrook/home/")
    ana.follow("Say goodbye")
    ana.choose("A goodbye, for now")
    ana.write("Anything you would like to leave with us?", "Thank you for the walks.")
    ana.press("End my journey here")


def then_all_that_is_hers_is_still_there(ana: Keyboard) -> None:
    assert "The way back stays open" in ana.reads
    ana.follow("My story")
    assert HER_STORY in ana.reads


def when_ana_comes_back(ana: Keyboard, site: Site) -> None:
    ana.open(site + "/alderbrook/home/")
    ana.follow("I would like support again")
    ana.write("Is there something new you would like to say?", "The nights are long again.")
    ana.press("I would like support again")


def then_pearl_is_asked_first(pearl: Keyboard, ana: Person, site: Site) -> None:
    with speaking(MADE_FOR_TESTS):
        hold = Hold.unguarded.get(person=ana, ended_at=None)
        offer = Handover.unguarded.get(person=ana, accepted_at=None, declined_at=None, withdrawn_at=None)
    assert hold.how == HowHeld.DUTY, "somebody holds her while Pearl is asked"
    assert offer.to_id == site.cast.people["peer"].pk
    pearl.open(site + "/alderbrook/day/")
    assert "You were asked to hold" in pearl.reads
    pearl.press("Yes, I’ll hold this")


def then_nothing_had_to_be_told_again(ana: Keyboard, site: Site) -> None:
    ana.open(site + "/alderbrook/home/")
    assert "Pearl is here for you" in ana.reads
    ana.follow("My story")
    assert HER_STORY in ana.reads
    ana.follow("My plan")
    assert HER_HOPE in ana.reads


def test_from_asking_to_coming_back(site: Site, hands_of: Callable[..., Keyboard], walked: Walked) -> None:
    ana, pearl = hands_of(), hands_of("peer")
    given_the_real_directory(site)

    when_ana_asks_for_support(ana, site)
    then_she_knows_who_and_by_when(ana)
    who = then_duty_holds_her_at_once(site)

    journey = when_pearl_holds_her(pearl, site)
    when_they_have_a_first_conversation(pearl)
    then_she_gets_it_in_writing(pearl)

    when_ana_joins_with_words_in_hand(pearl, ana, site, journey)
    when_ana_begins_her_story_and_plan(ana)
    when_ana_lets_the_team_in(ana)
    when_pearl_suggests_a_step(pearl, journey)
    then_ana_takes_it(ana)

    when_they_choose_a_support_together(pearl, journey)
    when_ana_agrees_to_what_is_said(ana, site)
    when_pearl_makes_the_introduction(pearl, journey)
    then_it_is_on_the_board_until_she_says_so(pearl, site)
    when_ana_says_they_have_met_and_how_it_was(ana, site)
    then_ana_sees_who_has_looked(ana)

    when_ana_says_goodbye(ana, site)
    then_all_that_is_hers_is_still_there(ana)
    when_ana_comes_back(ana, site)
    then_pearl_is_asked_first(pearl, who, site)
    then_nothing_had_to_be_told_again(ana, site)

    walked.without_a_fault()
