"""`/kit/`: every component on one page, each with the snippet that made it, and each layout with a sample page.

The snippet shown *is* the template rendered (`templates/kit/gallery/samples/`), so that the two cannot disagree.
All names and words here are invented.
"""

import datetime
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from livingwell.kit import clock
from livingwell.kit.forms import (
    ChoiceField,
    DayField,
    EmailField,
    KitForm,
    LineField,
    ManyChoiceField,
    PhoneField,
    Select,
    TickField,
    WordsField,
)


class Sample(NamedTuple):
    """One component: the sample's file name, what it is called, when to use it."""

    name: str
    title: str
    about: str


SAMPLES = (
    Sample("type", "Type", "Atkinson Hyperlegible. One heading a page, then a lead, then what to do."),
    Sample("space", "Space", "A scale of quarters. What belongs together stands closer than what does not."),
    Sample("words", "Tone of words", "As a kind neighbour who knows the office would say it. Read at nine."),
    Sample("days", "Days and hours", "Filters that say a day as people do. The year only where it could be mistaken."),
    Sample("buttons", "Buttons", "One primary a page. Ending something is quiet and says what happens."),
    Sample("notices", "Notices", "Kind before clever. “Today” belongs to “talk today” alone."),
    Sample("crisis", "Crisis help", "In every layout but the desk's. The lines are the place's own."),
    Sample("quote", "The person's own words", "Honey paper that speaks. Nothing a worker wrote ever looks like this."),
    Sample("worker_words", "A worker's words", "A ruled sheet, smaller and plainer."),
    Sample("voices", "Two voices", "What was said, and what was heard."),
    Sample("clash", "When two people wrote at once", "Both keep their words."),
    Sample("step", "Step header", "Where we are, a way back, a way past."),
    Sample("form", "One question a page", "The label is the page's heading. Beside it: when a human reads it."),
    Sample("fields", "Fields and choices", "Large targets, a hint before the box, nothing cut short."),
    Sample("errors", "Errors", "A sentence beside the field and a way to it. What was typed is still there."),
    Sample("summary", "Summary list", "Questions, answers, and a way to change them."),
    Sample("code", "Returning code", "Easy to write down, read aloud, copy."),
    Sample("share", "Share sentence", "Who will see what, said before anything is shared."),
    Sample("looks", "Who has looked", "Who, when, what part, and why they could."),
    Sample("cards", "Cards", "A title that leads somewhere makes the whole card the target."),
    Sample("people", "People and pills", "Words carry the meaning; colour only keeps them company."),
    Sample("timeline", "Timeline", "What happened and what is next, in the order it happened."),
    Sample("filters", "Filter bar and tabs", "The filter lives in the address."),
    Sample("board", "The board", "Rows by what they need of us, one line each; what is not said is not needed."),
    Sample("table", "Table", "Cards on a phone. On the desk, j and k walk the rows."),
    Sample("pages", "Earlier and later", "Lists go on; nobody counts them."),
    Sample("empty", "Nothing here yet", "Said kindly, with what next."),
    Sample("small", "Progress, disclosure, ways back", "Small things, in their places."),
)
LAYOUTS = ("public", "person", "desk", "print", "question")


class Sentence(KitForm):
    """A sample."""

    words = WordsField(
        label="What is happening for you just now?",
        help_text="As much or as little as you like. You can leave any of it out.",
        required=False,
    )


class Ways(KitForm):
    """A sample."""

    name = LineField(label="A name to call you by", help_text="It need not be the one on your passport.")
    reach = ChoiceField(
        label="How would you like us to reach you?",
        choices=[("call", "A phone call"), ("text", "A text message"), ("hub", "Leave word at a hub")],
        hints={"hub": "We leave a note with your name at the desk. Nobody else opens it."},
    )
    phone = PhoneField(label="Your phone", required=False)
    email = EmailField(label="Your email", required=False)
    meet = ManyChoiceField(
        label="Where could we meet?",
        choices=[("walk", "On a walk"), ("home", "At my home"), ("cafe", "In a café")],
        required=False,
    )
    day = DayField(label="A day that suits you", help_text="For instance 27 3 2026", required=False)
    team = ChoiceField(label="Team", choices=[("e", "East side"), ("w", "Riverside")], widget=Select())
    quiet = TickField(label="It is safe to leave a message", help_text="We only ever say our first name.")
    hidden = LineField(widget=forms.HiddenInput, required=False)


class Looking(KitForm):
    """A sample."""

    mark_optional = False
    q = LineField(label="Name", required=False)
    with_whom = ChoiceField(
        label="Held by", choices=[("", "Anyone"), ("a", "Amara Okoye")], required=False, widget=Select()
    )


def gallery(request: HttpRequest) -> HttpResponse:
    """Everything on one page; `?theme=dark`, `?dir=rtl`, `?desk=1`; `?layout=person` shows a sample page instead."""
    context = _sample_context() | {
        "theme": request.GET.get("theme") if request.GET.get("theme") in {"light", "dark"} else "",
        "dir": "rtl" if request.GET.get("dir") == "rtl" else "",
        "dense": "desk" in request.GET,
        "layouts": LAYOUTS,
    }
    layout = request.GET.get("layout")
    if layout in LAYOUTS:
        return render(request, f"kit/gallery/{layout}.html", context | _layout_context(str(layout)))
    context["samples"] = [(sample, *_shown(sample, context, request)) for sample in SAMPLES]
    return render(request, "kit/gallery.html", context)


def _shown(sample: Sample, context: dict[str, Any], request: HttpRequest) -> tuple[str, str]:
    """The sample as rendered, and its own source."""
    template = get_template(f"kit/gallery/samples/{sample.name}.html")
    source: str = template.template.source  # type: ignore[attr-defined]  # the Django engine's own attribute
    return template.render(context, request), source.removeprefix("{% load i18n kit %}").strip()


def _sample_context() -> dict[str, Any]:
    return {
        "place": {"name": "Larkhill Living Well", "slug": "larkhill", "crisis_lines": CRISIS_LINES},
        "crisis_lines": CRISIS_LINES,
        "viewer": None,
        "nav": None,
        "leave_url": "/away/",
        "sentence": Sentence(),
        "ways": Ways(initial={"reach": "text", "day": datetime.date(2026, 3, 27)}, auto_id="ways_%s"),
        "wrong": Ways(
            {"reach": "", "phone": "07700 900", "day_day": "31", "day_month": "February", "day_year": "2026"},
            auto_id="wrong_%s",
        ),
        "looking": Looking(auto_id="looking_%s"),
        "board_tabs": [
            {"label": "Everyone held", "url": "?", "current": True, "count": 31},
            {"label": "Talk today", "url": "?today", "count": 2},
            {"label": "Offers unanswered", "url": "?offers", "count": 4},
        ],
        "crumbs": [
            {"label": "Supports", "url": "?"},
            {"label": "Walking groups", "url": "?"},
            {"label": "Canal walkers"},
        ],
        "parts": ["My story", "My plan"],
        "board": BOARD,
        "now": clock.now(),
    }


def _layout_context(layout: str) -> dict[str, Any]:
    if layout == "person":
        names = ["Home", "My story", "My plan", "My circle", "Who has looked", "Supports nearby"]
        return {"viewer": {"name": "Sam Whitlock"}, "nav": _nav(names, "My plan"), "sign_out_url": "?"}
    if layout == "desk":
        names = ["Board", "My day", "New introduction", "Find", "Supports"]
        return {
            "viewer": {"name": "Amara Okoye"},
            "nav": _nav(names, "Board"),
            "sign_out_url": "?",
            "teams": [{"value": "e", "label": "East side", "current": True}, {"value": "r", "label": "Riverside"}],
        }
    if layout == "question":
        return {"form": Sentence(), "sign_in_url": ""}
    return {"sign_in_url": "?"}


def _nav(names: list[str], current: str) -> list[dict[str, Any]]:
    return [{"label": name, "url": "?", "current": name == current} for name in names]


CRISIS_LINES = [
    {
        "name": "Samaritans",
        "number": "116 123",
        "href": "tel:116123",
        "when": "Day and night, free",
        "text": "To talk about anything that is troubling you.",
    },
    {
        "name": "Shout",
        "number": "Text SHOUT to 85258",
        "href": "sms:85258?body=SHOUT",
        "when": "Day and night, free",
        "text": "If typing is easier than talking.",
    },
    {
        "name": "If your life is in danger",
        "number": "999",
        "href": "tel:999",
        "when": "",
        "text": "Or go to the nearest emergency department.",
    },
]

BOARD = [
    {
        "name": "Sam Whitlock",
        "team": "Amara Okoye",
        "next": "Walk by the canal, Tuesday 10:30",
        "since": "2 days",
        "today": False,
        "offer": False,
    },
    {
        "name": "Marguerite Adeyemi-Oyelaran",
        "team": "Duty, East side",
        "next": "First conversation to arrange",
        "since": "5 hours",
        "today": True,
        "offer": False,
    },
    {
        "name": "Jo",
        "team": "Piotr Zielinski",
        "next": "Ask the allotment how it went",
        "since": "9 days",
        "today": False,
        "offer": True,
    },
    {
        "name": "Fatima H.",
        "team": "Amara Okoye",
        "next": "Write up what she said, for her to read",
        "since": "1 day",
        "today": False,
        "offer": False,
    },
]
