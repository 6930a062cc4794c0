"""Promise 13, act by act: how a person does each of their acts without a screen.

An act that a person may do on what is their own has its line here, or `tests/laws/test_any_channel.py` fails: whoever
adds one says how somebody on the phone, with paper or on a bench does it too.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """How an act is done without a screen: the page on which a worker enters it in the person's voice; whether it is
    also on a form on paper; or, where nobody can do it for them, why not."""

    page: str = ""
    on_paper: bool = False
    otherwise: str = ""


#: What is about an account, or a browser, is for whoever has one.
ACCOUNT = Way(otherwise="only for somebody with an account; whoever holds gives a code to sign in on any screen")
#: A page that is itself on paper.
PRINTED = Way(otherwise="whoever holds prints it for somebody without an account")

WAYS: dict[str, Way] = {
    # Arriving, and coming back
    "add_to_introduction": Way("enter_addition"),
    "say_not_wanted": Way("say_goodbye", on_paper=True),
    "ask_for_support_again": Way("introduction_back"),
    "change_reach": Way("enter_reach", on_paper=True),
    "say_goodbye": Way("say_goodbye", on_paper=True),
    "undo_ending": Way(otherwise="either of the two workers who said it undoes it when they are told"),
    # Talking
    "ask_to_talk_today": Way("ask_to_talk_today", on_paper=True),
    "put_off_meeting": Way("put_off_meeting"),
    "correct_meeting": Way("correct_meeting"),
    "keep_next_step": Way("keep_next_step"),
    "let_go_next_step": Way("let_go_next_step"),
    "write_message": Way("enter_message"),
    "choose_way": Way("choose_way"),
    "end_reminders": Way("end_reminders"),
    "print_message": Way("print_message"),
    # My story
    "begin_story": Way("enter_entry", on_paper=True),
    "write_entry": Way("enter_entry", on_paper=True),
    "change_entry": Way("change_entry"),
    "finish_entry": Way("finish_entry"),
    "take_back_entry": Way("take_back_entry"),
    "put_back_entry": Way("put_back_entry"),
    "keep_entry_to_myself": Way("keep_entry_to_myself", on_paper=True),
    "let_entry_be_seen": Way("let_entry_be_seen"),
    "restore_wording": Way("restore_wording"),
    "enclose": Way("enclose_picture"),
    "describe_enclosure": Way("describe_enclosure"),
    "take_out_enclosure": Way("take_out_enclosure"),
    "put_back_enclosure": Way("put_back_enclosure"),
    # My plan
    "begin_plan": Way("enter_item", on_paper=True),
    "write_item": Way("enter_item", on_paper=True),
    "change_item": Way("change_item"),
    "take_out_item": Way("take_out_item"),
    "put_back_item": Way("put_back_item"),
    "add_step": Way("enter_step", on_paper=True),
    "change_step": Way("change_step"),
    "take_out_step": Way("take_out_step"),
    "put_back_step": Way("put_back_step"),
    "tick_step": Way("tick_step"),
    "untick_step": Way("untick_step"),
    "write_review": Way("enter_review", on_paper=True),
    "change_review": Way("change_review"),
    "take_out_review": Way("take_out_review"),
    "put_back_review": Way("put_back_review"),
    "take_suggestion": Way("take_suggestion"),
    "change_suggestion": Way("change_suggestion"),
    "leave_suggestion": Way("leave_suggestion"),
    "send_to_gp": Way("send_to_gp"),
    "read_versions": PRINTED,
    # Staying safe
    "write_safe_item": Way("enter_safe_item", on_paper=True),
    "change_safe_item": Way("change_safe_item"),
    "take_out_safe_item": Way("take_out_safe_item"),
    "put_back_safe_item": Way("put_back_safe_item"),
    "write_chance": Way("enter_chance"),
    "change_chance": Way("change_chance"),
    "take_out_chance": Way("take_out_chance"),
    "put_back_chance": Way("put_back_chance"),
    "put_name_to_chance": Way("put_name_to_chance"),
    # My circle
    "give_share": Way("enter_share", on_paper=True),
    "ask_to_talk_it_through": Way("enter_share", on_paper=True),
    "end_share": Way("end_share"),
    "ask_for_copy": Way("enter_right"),
    "fetch_copy": Way(otherwise="the privacy lead hands it over to somebody without an account, who is shown that"),
    "throw_copy_away": Way(otherwise="it is gone by itself after a day"),
    "ask_right": Way("enter_right"),
    "agree_to_destroy": Way(otherwise="another who answers for privacy, or leads the place, gives the second name"),
    "take_back_destruction": Way(otherwise="said to any worker, the privacy lead takes it back within the week"),
    "end_all_shares": Way("enter_end_of_shares", on_paper=True),
    "invite_supporter": Way("enter_invitation"),
    "end_tie": Way("end_tie"),
    "print_circle": PRINTED,
    "print_looks": PRINTED,
    # Supports
    "choose_support": Way("choose_support"),
    "agree_what_to_say": Way("agree_what_to_say"),
    "choose_another": Way("choose_another"),
    "arrange_first_meeting": Way("arrange_first_meeting"),
    "say_not_yet": Way("say_not_yet"),
    "say_met": Way("say_met"),
    "say_not_wanted_now": Way("say_not_wanted_now"),
    "say_how_it_was": Way("say_how_it_was"),
    "say_for_oneself": Way(otherwise="tells their own voice from that of a worker who enters it: no act of its own"),
    # An account
    "make_kept_code": ACCOUNT,
    "set_sign_in_address": ACCOUNT,
    "remove_sign_in_address": ACCOUNT,
    "end_sessions": ACCOUNT,
    "close_account": ACCOUNT,
    "add_passkey": ACCOUNT,
    "add_code_app": ACCOUNT,
    "name_passkey": ACCOUNT,
    "remove_second_step": ACCOUNT,
    "make_spare_codes": ACCOUNT,
    "drop_reset": ACCOUNT,
    # Work
    "stay_longer": Way(otherwise="a worker’s own, while they are out: by phone to whoever is on duty"),
    "come_back": Way(otherwise="a worker’s own, while they are out: anybody of their team says it for them"),
    "take_back_of_myself": Way(otherwise="a worker’s own, of what they tell of themselves"),
    "leave_team": Way(otherwise="a worker’s own: whoever leads the team says it for them"),
}


def table() -> list[str]:
    """The lines of the README's table."""
    lines = ["| act | by phone, and on a bench | on paper |", "| --- | --- | --- |"]
    for act, way in WAYS.items():
        how = f"`{way.page}`" if way.page else way.otherwise
        lines.append(f"| `{act}` | {how} | {'a form' if way.on_paper else ''} |")
    return lines
