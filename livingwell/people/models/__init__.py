"""Who there is: places, organisations and teams; persons and their accounts; memberships, duty and roles."""

from livingwell.people.models.accounts import Account
from livingwell.people.models.belonging import Membership, MembershipKind, Role, RoleKind
from livingwell.people.models.duty import Duty, DutyYes
from livingwell.people.models.invitations import CodeKind, Invitation, SignInCode
from livingwell.people.models.persons import Person, SafeToContact
from livingwell.people.models.places import (
    BankHoliday,
    CrisisLine,
    Jurisdiction,
    Organisation,
    Place,
    RoutingArea,
    Team,
)

__all__ = [
    "Account",
    "BankHoliday",
    "CodeKind",
    "CrisisLine",
    "Duty",
    "DutyYes",
    "Invitation",
    "Jurisdiction",
    "Membership",
    "MembershipKind",
    "Organisation",
    "Person",
    "Place",
    "Role",
    "RoleKind",
    "RoutingArea",
    "SafeToContact",
    "SignInCode",
    "Team",
]
