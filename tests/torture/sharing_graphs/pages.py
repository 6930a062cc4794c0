"""What real pages show: a page drawn at random is asked for by somebody drawn at random, through the whole web tier.

Every word that stands on it must stand in a row the viewer may see; a page about a row that may not be seen is a 404,
and one that may be is not; and what a person let somebody into is there to read.
"""

from __future__ import annotations

import random
import re
from uuid import UUID

from django.test import Client
from django.urls import reverse

from livingwell.people.models import Account
from tests.torture.sharing_graphs.oracle import Eyes
from tests.torture.sharing_graphs.world import Graph, Somebody, Thing

WORD = re.compile(r"zq[bcdfghjkmnpqrstvwxz]{9}")
#: For each kind of row the pages about it.
ABOUT = {
    "Journey": ("journey", "journey?show=own", "journey?show=connections", "journey?show=history", "offer_handover",
                "plan_meeting", "write_note", "writing", "choose_support", "print_connections", "say_goodbye",
                "propose_ending", "write_message", "enter_message"),
    "Person": ("story_of", "plan_of", "shared_introduction", "shared_meetings", "print_circle", "print_looks",
               "enter_share", "open_unshared", "enter_entry", "enter_item", "enter_review",
               "staying_safe_of", "enter_safe_item", "enter_chance", "ask_to_talk_today", "give_sign_in_code",
               "choose_way", "with_person", "print_sheets", "give_copy", "enter_reach"),
    "Story": ("shared_story", "print_story"),
    "Entry": ("change_entry", "earlier_wordings", "enclose_picture", "enclose_sound"),
    "Enclosure": ("describe_enclosure",),
    "Plan": ("shared_plan", "print_plan", "suggest_step", "plan_versions", "fridge_plan", "download_plan?as=json",
             "send_to_gp", "gp_copies"),
    "PlanItem": ("change_item",),
    "Step": ("change_step",),
    "Review": ("change_review",),
    "GpCopy": ("gp_copy",),
    "StayingSafe": ("shared_staying_safe", "print_staying_safe"),
    "SafeItem": ("change_safe_item",),
    "Chance": ("chance", "change_chance"),
    "Suggestion": ("change_suggestion",),
    "Meeting": ("meeting", "letter", "tell_meeting", "correct_meeting"),
    "Message": ("print_message",),
    "Worry": ("worry",),
    "Supervision": ("supervision",),
    "Sheet": ("print_sheet", "type_in_sheet"),
    "Note": ("note", "hold_back_line"),
    "NextStep": ("let_go_next_step",),
    "Handover": ("handover", "decline_handover"),
    "Ending": ("ending",),
    "Connection": ("connection", "say_met", "agree_what_to_say"),
    "SamePersonHint": ("say_same_person",),
}  # fmt: skip
#: Pages about nobody in particular; lists, searches, counts.
LISTS = ("home", "with_others", "boards", "day", "endings", "openings", "looks", "circle", "story", "plan",
         "staying_safe", "connections", "messages", "calendar", "visits", "told_me", "sheets_back",
         "supervisions", "learning", "of_myself",
         "person_search", "board", "give_share")  # fmt: skip
#: Pages that show whole what somebody was let into: each such row's words must be on it.
WHOLE = {"shared_story": ("Entry", "Enclosure"), "print_story": ("Entry", "Enclosure"),
         "shared_plan": ("PlanItem", "Step", "Review"),
         "print_plan": ("PlanItem", "Step", "Review"), "shared_introduction": ("Introduction", "Addition"),
         "shared_staying_safe": ("SafeItem", "Chance"), "print_staying_safe": ("SafeItem", "Chance"),
         "note": ("Note",), "chance": ("Chance",), "meeting": ("Meeting",)}  # fmt: skip
#: Columns that are nobody's words: a code to come back with is shown once, to whoever was given it.
CODES = {"reference"}
SEEN, UNSEEN = {200, 302, 403, 405}, {404}


def look_at_pages(
    graph: Graph, accounts: dict[UUID, Account], client: Client, rng: random.Random, times: int
) -> list[str]:
    """What was wrong with `times` pages; a sentence each."""
    wrong = []
    for _ in range(times):
        client.logout()
        drawn = rng.random()
        if drawn < 0.3 and (seen := _whole_page_seen(graph, accounts, rng)):
            eyes, thing, page = seen
        else:
            eyes = Eyes(graph, graph.people[rng.choice([key for key in graph.people if key in accounts])])
            model = rng.choice(sorted({thing.model for thing in graph.things} & set(ABOUT)))
            thing = rng.choice([thing for thing in graph.things if thing.model == model])
            page = rng.choice(ABOUT[model])
        client.force_login(accounts[eyes.me.id])
        if drawn > 0.8:
            wrong += _list(graph, eyes, client, rng)
        else:
            wrong += _page(graph, eyes, client, thing, page)
    return wrong


def _whole_page_seen(graph: Graph, accounts: dict[UUID, Account], rng: random.Random) -> tuple[Eyes, Thing, str] | None:
    """One of the pages that show something whole, and somebody else who may read it. Drawn among all pages by anybody,
    such a page comes once in hundreds of graphs, and what is missing on it would go unseen for as long."""
    page = rng.choice(sorted(WHOLE))
    things = [thing for thing in graph.things if page in ABOUT.get(thing.model, ())]
    everybody = [Eyes(graph, somebody) for key, somebody in graph.people.items() if key in accounts]
    may = [
        (eyes, thing, page)
        for thing in things
        for eyes in everybody
        if eyes.me.id != thing.person and any(eyes.sees(row) for row in _shown_whole(graph, thing, page))
    ]
    return rng.choice(may) if may else None


def _shown_whole(graph: Graph, about: Thing, page: str) -> list[Thing]:
    """The rows that `page` about `about` shows whole to whoever may see them."""
    if page in {"note", "meeting", "chance"}:
        return [about]
    return [
        row
        for row in graph.things
        if row.model in WHOLE[page]
        and row.person == about.person
        and row.facts.get("told", True)
        and row.facts.get("standing", True)
    ]


def _page(graph: Graph, eyes: Eyes, client: Client, thing: Thing, page: str) -> list[str]:
    name, _, query = page.partition("?")
    answer = client.get(reverse(name, kwargs={"place": graph.slug, "pk": thing.id}) + (f"?{query}" if query else ""))
    what = f"{name} of a {thing.model} by {_said(eyes.me)}"
    expected = SEEN if eyes.sees(thing) else UNSEEN
    if answer.status_code not in expected:
        return [f"{what}: answered {answer.status_code}, and they {'may' if expected is SEEN else 'may not'} see it"]
    text = answer.content.decode(errors="replace")  # a document is no text; its status is looked at
    wrong = _leaks(graph, eyes, text, what)
    if answer.status_code == 200 and name in WHOLE:
        wrong += _missing(graph, eyes, thing, name, text, what)
    return wrong


def _list(graph: Graph, eyes: Eyes, client: Client, rng: random.Random) -> list[str]:
    name, place_of = rng.choice(LISTS), {"place": graph.slug}
    sought = rng.choice(sorted(graph.people.values(), key=lambda one: one.name)).name
    query = {"q": sought} if name == "person_search" else {}
    if name == "board":
        place_of["pk"] = str(rng.choice(sorted(eyes.me.works_in) or graph.teams))
        query = {"q": sought} if rng.random() < 0.3 else {}
    answer = client.get(reverse(name, kwargs=place_of), query)
    what = f"{name} ({query}) by {_said(eyes.me)}"
    if answer.status_code not in {200, 302, 403}:
        return [f"{what}: answered {answer.status_code}"]
    text = answer.content.decode()
    if query and name == "person_search":
        text = _without_what_was_asked(text, sought)
    wrong = _leaks(graph, eyes, text, what, said=set(query.values()))
    if name == "board" and answer.status_code == 200 and not query:
        held = {hold.person for hold in graph.holds if str(hold.team) == place_of["pk"]}
        shown = {graph.people[person].name for person in held if person in eyes.holding and person != eyes.me.id}
        wrong += [f"{what}: {one} is held there, and is not on it" for one in shown if one not in text]
    if name == "person_search" and answer.status_code == 200:
        found, them = sought in text, next(one for one in graph.people.values() if one.name == sought)
        may = eyes.sees(next(thing for thing in graph.things if thing.id == them.id))
        if found != may:
            wrong.append(
                f"{what}: {'found' if found else 'not found'}, and they {'may' if may else 'may not'} see them"
            )
    return wrong


def _without_what_was_asked(text: str, sought: str) -> str:
    """The words in the search box are the viewer's own."""
    return re.sub(rf'value="{sought}"|“{sought}”', "", text)


def _leaks(graph: Graph, eyes: Eyes, text: str, what: str, said: set[str] | None = None) -> list[str]:
    wrong = []
    for word in set(WORD.findall(text)) - (said or set()):
        if (known := graph.words.get(word)) is None:
            wrong.append(f"{what}: shows words of another graph")
        elif not eyes.sees(thing := known.thing):
            wrong.append(f"{what}: shows words of a {thing.model} that they may not see {thing.facts}")
        elif known.is_reach and not eyes.reaches(thing.person):
            wrong.append(f"{what}: shows how to reach somebody whom they do not hold")
    return wrong


def _missing(graph: Graph, eyes: Eyes, about: Thing, page: str, text: str, what: str) -> list[str]:
    there = {row.id for row in _shown_whole(graph, about, page) if eyes.sees(row)}
    return [
        f"{what}: {known.column} of a {known.thing.model} they may see is not on it {known.thing.facts}"
        for word, known in graph.words.items()
        if known.thing.id in there and known.column not in CODES and word not in text
    ]


def _said(who: Somebody) -> str:
    return f"{'a worker' if who.works else 'a former worker' if who.has_left else 'somebody'} ({who.name})"
