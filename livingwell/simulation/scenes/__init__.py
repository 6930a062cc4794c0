"""Scenes: what people and workers do on one day, each through the acts the screens call, on the clock's moment."""

from livingwell.simulation.scenes.arriving import add_something, arrive, come_back, say_not_wanted
from livingwell.simulation.scenes.connecting import (
    answer_connection,
    arrange,
    choose_support,
    met,
    offer_connection,
)
from livingwell.simulation.scenes.ending import change_their_mind, end_by_two, say_goodbye
from livingwell.simulation.scenes.friends import let_in_a_friend
from livingwell.simulation.scenes.holding import (
    answer_handover,
    give_back,
    offer_handover,
    somebody_holds,
    withdraw_handover,
)
from livingwell.simulation.scenes.huddling import huddle, rota
from livingwell.simulation.scenes.learning import meet_for_supervision, notice, tell_of_myself
from livingwell.simulation.scenes.letting_in import (
    ask_a_right,
    end_a_share,
    have_own_words_destroyed,
    look_at,
    open_unshared,
    share,
    take_everything_along,
)
from livingwell.simulation.scenes.looking_out import visit, worry
from livingwell.simulation.scenes.meeting import (
    ask_to_talk_today,
    correct,
    keep_promises,
    plan_meeting,
    tell_meeting,
    try_to_reach,
    write_note,
)
from livingwell.simulation.scenes.messaging import choose_way, hear, write_back, write_to_team
from livingwell.simulation.scenes.staying_safe import look_back, say_what_helps, stay_safe, take_a_chance
from livingwell.simulation.scenes.without_a_screen import (
    forms_are_printed,
    forms_come_back,
    on_paper,
    sit_together,
)
from livingwell.simulation.scenes.writing import (
    answer_suggestion,
    go_on_with_plan,
    put_right,
    suggest,
    write_plan,
    write_story,
)

__all__ = [
    "add_something",
    "answer_connection",
    "answer_handover",
    "answer_suggestion",
    "arrange",
    "arrive",
    "ask_a_right",
    "ask_to_talk_today",
    "change_their_mind",
    "choose_support",
    "choose_way",
    "come_back",
    "correct",
    "end_a_share",
    "end_by_two",
    "forms_are_printed",
    "forms_come_back",
    "give_back",
    "go_on_with_plan",
    "have_own_words_destroyed",
    "hear",
    "huddle",
    "keep_promises",
    "let_in_a_friend",
    "look_at",
    "look_back",
    "meet_for_supervision",
    "met",
    "notice",
    "offer_connection",
    "offer_handover",
    "on_paper",
    "open_unshared",
    "plan_meeting",
    "put_right",
    "rota",
    "say_goodbye",
    "say_not_wanted",
    "say_what_helps",
    "share",
    "sit_together",
    "somebody_holds",
    "stay_safe",
    "suggest",
    "take_a_chance",
    "take_everything_along",
    "tell_meeting",
    "tell_of_myself",
    "try_to_reach",
    "visit",
    "withdraw_handover",
    "worry",
    "write_back",
    "write_note",
    "write_plan",
    "write_story",
    "write_to_team",
]
