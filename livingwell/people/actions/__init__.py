"""What can happen to invitations, and to the ways somebody signs in."""

from livingwell.people.actions.invitations import (
    INVITATION_LASTS,
    AddressHasAccount,
    InvitationOver,
    accept_invitation,
    find_invitation,
    invite_worker,
    withdraw_invitation,
)
from livingwell.people.actions.resets import NotTwoOthers, agree_to_reset, ask_for_reset, drop_reset
from livingwell.people.actions.roles import give_role
from livingwell.people.actions.second_steps import (
    EnoughAlready,
    add_code_app,
    add_passkey,
    ask_for_second_steps,
    make_spare_codes,
    name_passkey,
    remove_second_step,
)
from livingwell.people.actions.sessions import StillWorksHere, close_account, end_sessions
from livingwell.people.actions.ways_in import (
    IN_HAND_LASTS,
    AccountClosed,
    AddressTaken,
    LastWayIn,
    give_sign_in_code,
    make_kept_code,
    remove_sign_in_address,
    set_sign_in_address,
    use_sign_in_code,
)

__all__ = [
    "INVITATION_LASTS",
    "IN_HAND_LASTS",
    "AccountClosed",
    "AddressHasAccount",
    "AddressTaken",
    "EnoughAlready",
    "InvitationOver",
    "LastWayIn",
    "NotTwoOthers",
    "StillWorksHere",
    "accept_invitation",
    "add_code_app",
    "add_passkey",
    "agree_to_reset",
    "ask_for_reset",
    "ask_for_second_steps",
    "close_account",
    "drop_reset",
    "end_sessions",
    "find_invitation",
    "give_role",
    "give_sign_in_code",
    "invite_worker",
    "make_kept_code",
    "make_spare_codes",
    "name_passkey",
    "remove_second_step",
    "remove_sign_in_address",
    "set_sign_in_address",
    "use_sign_in_code",
    "withdraw_invitation",
]
