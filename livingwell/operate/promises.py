"""The thirteen promises, and for each the tests that try to break it: also what no row could show."""

from __future__ import annotations

from dataclasses import dataclass

HOLDING, MEETINGS, NETWORK = (f"livingwell/practice/{room}/tests" for room in ("holding", "meetings", "network"))
FRONTDOOR, CIRCLE, STORY, PLAN = (f"livingwell/practice/{r}/tests" for r in ("frontdoor", "circle", "story", "plan"))
FIRST = "livingwell/practice/frontdoor/first_conversation/tests"


@dataclass(frozen=True)
class Promise:
    """A promise's name and the tests that stand for it, from the top of the repository; its queries are in the rooms'
    ``promises.py``."""

    name: str
    tests: tuple[str, ...] = ()


#: What they are about stands on floors that are not there yet.
NOT_BUILT = (9, 10, 11)

PROMISES: dict[int, Promise] = {
    1: Promise("Held", (f"{HOLDING}/test_machine.py", f"{HOLDING}/test_threads.py", f"{HOLDING}/test_leave_team.py")),
    2: Promise(
        "Never bounced",
        (f"{HOLDING}/test_endings.py", f"{NETWORK}/test_machine.py", f"{NETWORK}/test_connections.py",
         f"{FRONTDOOR}/test_afterwards.py"),
    ),
    3: Promise(
        "Told once",
        (f"{FIRST}/test_first_conversation.py", f"{FRONTDOOR}/test_afterwards.py", f"{STORY}/test_told_once.py"),
    ),
    4: Promise(
        "The plan is theirs",
        (f"{PLAN}/test_the_plan_is_theirs.py", f"{PLAN}/test_staying_safe.py", f"{PLAN}/test_chances.py",
         f"{STORY}/test_write_entry.py"),
    ),
    5: Promise(
        "Seen to be seen",
        (f"{CIRCLE}/test_circle.py", f"{STORY}/test_pages.py", f"{HOLDING}/test_person_search.py",
         "livingwell/practice/team/tests/test_board.py", "tests/floors/test_sealing.py"),
    ),
    6: Promise(
        "Shared by choice",
        (f"{CIRCLE}/test_circle.py", f"{STORY}/test_write_entry.py", f"{STORY}/test_enclosures.py",
         "tests/laws/test_three_answers.py",
         "tests/laws/test_matrix.py"),
    ),
    7: Promise(
        "No scores for danger",
        (f"{MEETINGS}/test_ask_to_talk_today.py", f"{MEETINGS}/test_called_on.py", f"{PLAN}/test_staying_safe.py",
         "tests/laws/test_words.py"),
    ),
    8: Promise("Words with care", (f"{MEETINGS}/test_kinder.py", f"{MEETINGS}/test_kind_list.py")),
    9: Promise("Stories belong to tellers"),
    10: Promise("Equal voice"),
    11: Promise("Small numbers hidden"),
    12: Promise(
        "Nothing lost",
        (f"{FRONTDOOR}/test_drafts.py", f"{MEETINGS}/test_tell_meeting.py", f"{STORY}/test_write_entry.py",
         f"{STORY}/test_wordings.py", f"{PLAN}/test_the_plan_is_theirs.py",
         f"{PLAN}/test_reviews_and_versions.py", "tests/floors/test_unsent.py",
         "tests/journeys/test_unsent_words.py", "tests/operate/test_embedded.py"),
    ),
    13: Promise(
        "Any channel",
        (f"{FRONTDOOR}/test_enter_introduction.py", f"{STORY}/test_write_entry.py",
         f"{MEETINGS}/test_correct_meeting.py", f"{NETWORK}/test_pages.py", "livingwell/people/tests/test_join.py",
         "livingwell/practice/messages/tests/test_messages.py",
         "tests/journeys/test_frontdoor.py",
         "livingwell/practice/channels/tests/test_type_in_sheet.py",
         "livingwell/practice/channels/tests/test_sittings.py", "tests/laws/test_any_channel.py"),
    ),
}  # fmt: skip
