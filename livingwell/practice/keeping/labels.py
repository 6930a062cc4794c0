"""What each column is called where a person reads it, in plain words.

Most columns say who did something and when: `written_by`, `written_by_name` and `written_at` are one line, "Written:
Pearl, 22 November 2026, 10:48". The others have words of their own. A few say nothing to anybody but the platform, and
stand in the JSON alone. A law (`tests/laws/test_copy_says_words.py`) finds a column that has no place here.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: What a row is called where our own word for it says little to whose it is.
TITLES = {
    "Chance": _("A risk taken together"),
    "ChosenWay": _("How I hear from my team"),
    "Enclosure": _("A picture or a sound"),
    "Entry": _("What I wrote or told"),
    "Hold": _("Who was there for me"),
    "PlanBefore": _("My plan, as it stood before"),
    "PlanItem": _("Something in my plan"),
    "SafeBefore": _("Staying safe, as it stood before"),
    "SafeItem": _("Something that keeps me safe"),
    "Wording": _("How it read before I changed it"),
}
#: What was done: `<name>_at`, `<name>_by`, `<name>_by_name`, or the name alone.
DONE = {
    "accepted": _("Yes was said"),
    "added": _("Added"),
    "agreed": _("Agreed"),
    "answered": _("Answered"),
    "arrived": _("First came"),
    "asked": _("Asked"),
    "back": _("Back again"),
    "began": _("Began"),
    "begun": _("Begun"),
    "called": _("Called on"),
    "came_back": _("Came back"),
    "changed": _("Changed"),
    "chosen": _("Chosen"),
    "closed": _("Closed"),
    "declined": _("No was said"),
    "done": _("Done"),
    "ended": _("Ended"),
    "ending": _("Goodbye said"),
    "ends": _("Ends"),
    "entered": _("Typed in"),
    "finished": _("Finished"),
    "found": _("Found"),
    "given": _("Given"),
    "happened": _("It was"),
    "heard": _("Heard"),
    "held_back": _("Held back"),
    "how_shared": _("How it went was shared"),
    "kept": _("Kept"),
    "kept_apart": _("Kept apart from colleagues"),
    "led": _("Led by"),
    "left": _("Left as it is"),
    "let_go": _("Let go"),
    "longer": _("More time was taken"),
    "made": _("Made"),
    "meeting": _("We meet"),
    "missed": _("Missed"),
    "named": _("I put my name to it"),
    "offered": _("Offered"),
    "opened": _("Opened"),
    "planned": _("Planned"),
    "printed": _("Printed"),
    "proposed": _("Proposed"),
    "put_off": _("Put off"),
    "read": _("Read"),
    "reminders_ended": _("Reminders ended"),
    "replaced": _("Changed later"),
    "reviewed": _("Looked into"),
    "said": _("Said"),
    "said_other": _("Said to be somebody else"),
    "said_same": _("Said to be the same"),
    "saved": _("Saved"),
    "seconded": _("A second worker said so"),
    "sent": _("Sent"),
    "spoken": _("Last spoken with"),
    "stood": _("They put their name to it"),
    "stopped": _("Stopped"),
    "suggested": _("Suggested"),
    "taken": _("Taken"),
    "taken_back": _("Taken back"),
    "taken_out": _("Taken out"),
    "talk": _("Asked to talk"),
    "talked": _("Talked through"),
    "then": _("Changed then"),
    "told": _("Told"),
    "tried": _("Tried"),
    "turned": _("Talked about"),
    "undone": _("Undone"),
    "withdrawn": _("Withdrawn"),
    "written": _("Written"),
    "wrote": _("Last wrote"),
}

#: Everything else that a person reads, by its name, or by its model's and its own where the name means two things.
WORDS = {
    "also_there": _("Who else was there"),
    "answer": _("What came of it"),
    "answer_due": _("An answer was promised by"),
    "answer_words": _("What we answered"),
    "because": _("Why"),
    "became": _("What was done then"),
    "beside_them": _("Together with"),
    "birth_year": _("Born in"),
    "by_person": _("Introduced by"),
    "came_of_it": _("What came of it"),
    "came_on": _("The day it came"),
    "channel": _("How I told it"),
    "day": _("By which day"),
    "declined_because": _("Why not"),
    "document": _("What was given"),
    "due": _("By which day"),
    "email": _("Email"),
    "for_team": _("For which team"),
    "for_whom": _("For whom"),
    "forward": _("Looking forward"),
    "good": _("What is good about it"),
    "heading": _("Heading"),
    "holder": _("Who holds"),
    "how": _("How"),
    "how_words": _("How it went"),
    "in_team": _("In which team"),
    "kind": _("What it is"),
    "last_met": _("The day we last met"),
    "let_go_words": _("Why it was let go"),
    "life": _("The wider life around it"),
    "longer_because": _("Why it takes longer"),
    "look_again": _("When we look again"),
    "may_say": _("What may be said about me"),
    "media_type": _("What kind of file"),
    "meeting_where": _("Where we meet"),
    "missed_words": _("Why it was missed"),
    "name": _("Name"),
    "named_as": _("What I call them"),
    "needs": _("What makes meeting easier"),
    "nhs_number": _("NHS number"),
    "number": _("Number to ring"),
    "offered_to": _("Offered to"),
    "other": _("The other person"),
    "our_words": _("What the worker heard"),
    "ours": _("What the worker heard"),
    "person": _("What I am called"),
    "phone": _("Phone"),
    "planned_for": _("Planned for"),
    "practice": _("Which GP practice"),
    "promised_by": _("We promised to be in touch by"),
    "promiser": _("Who promised it"),
    "prompt": _("What was asked"),
    "put_off_words": _("Why it was put off"),
    "reach": _("How to reach me"),
    "reason": _("Why"),
    "reference": _("Reference"),
    "right": _("What I asked for"),
    "safe_to_leave_message": _("May a message be left?"),
    "safe_to_write": _("May we write?"),
    "said": _("What was said"),
    "side": _("From whom"),
    "silences": _("Tries without an answer"),
    "silent_since": _("No answer since"),
    "since": _("From"),
    "size": _("Size in bytes"),
    "stage": _("How it stands"),
    "step_due": _("The next step is due"),
    "stopped_because": _("Why it was stopped"),
    "supervisor": _("Supervisor"),
    "support": _("Support"),
    "supporter": _("Who it is"),
    "taker": _("Who does it"),
    "team": _("Team"),
    "telling": _("How they told it"),
    "their_words": _("What I said"),
    "theirs": _("What I said"),
    "to": _("To whom"),
    "to_person": _("To whom"),
    "to_team": _("To which team"),
    "told": _("How they were told"),
    "typed": _("What was typed"),
    "until": _("Until"),
    "voice": _("Whose word it was"),
    "walks_along": _("Who walks along"),
    "want": _("What I want to do"),
    "was": _("How it stood"),
    "way": _("Which way"),
    "what": _("What"),
    "what_next": _("What next"),
    "where": _("Where"),
    "why": _("Why"),
    "with_whom": _("With whom"),
    "words": _("Words"),
    "worker": _("Which worker"),
    "worries": _("What worries whom"),
    "Review.back": _("Looking back"),
    "Chance.agreed": _("What we agreed"),
    "Message.channel": _("How it was told"),
    "Attempt.channel": _("How they tried"),
    # Looks, which come from the lists that named the person.
    "Look.by": _("Who looked"),
    "Look.at": _("When"),
    "Look.what": _("At what"),
    "Look.page": _("On which page"),
    "Look.reason": _("By which rule they were let in"),
    "Look.by_from": _("From which team"),
}

#: What says something to the platform alone. It is in the JSON.
NOT_SAID = frozenset(
    {"Look.number", "alike", "height", "key", "of_id", "order", "people", "place", "position", "version", "width"}
)

_ENDINGS = ("_by_name", "_at", "_by")


def plain(model: str, name: str) -> tuple[str, str] | None:
    """What a column is called, and under which name it shares a line with others ("written" for `written_at`); None for
    what is not said. `KeyError` for a column that has no words."""
    if name in NOT_SAID or f"{model}.{name}" in NOT_SAID:
        return None
    if f"{model}.{name}" in WORDS:
        return name, str(WORDS[f"{model}.{name}"])
    if name in ("by_name", "by"):
        return "by", str(WORDS[f"{model}.by"])
    for ending in _ENDINGS:
        stem = name.removesuffix(ending)
        if stem != name and stem in DONE and name not in WORDS:
            return stem, str(DONE[stem])
    if name in WORDS:
        return name, str(WORDS[name])
    stem = name.removesuffix("_name")
    return stem, str(WORDS[stem] if stem in WORDS else DONE[stem])
