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
    "InvitationOver",
    "LastWayIn",
    "accept_invitation",
    "find_invitation",
    "give_sign_in_code",
    "invite_worker",
    "make_kept_code",
    "remove_sign_in_address",
    "set_sign_in_address",
    "use_sign_in_code",
    "withdraw_invitation",
]
