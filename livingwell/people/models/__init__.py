"""Who there is: places, organisations and teams; persons and their accounts; memberships, duty and roles."""

from livingwell.people.models.accounts import Account
from livingwell.people.models.begun import BegunOnce
from livingwell.people.models.belonging import Membership, MembershipKind, Role, RoleKind
from livingwell.people.models.duty import Duty, DutyYes
from livingwell.people.models.invitations import CodeKind, Invitation, SignInCode
from livingwell.people.models.organisations import Proof, Provider, ProviderName
from livingwell.people.models.persons import Person, SafeToContact, found_by
from livingwell.people.models.places import (
    SUPPORT_COORDINATOR,
    BankHoliday,
    CrisisLine,
    Jurisdiction,
    Organisation,
    Place,
    RoutingArea,
    Team,
)
from livingwell.people.models.second_steps import SecondStepReset, WhyReset
from livingwell.people.models.sessions import BrowserSession

__all__ = [
    "SUPPORT_COORDINATOR",
    "Account",
    "BankHoliday",
    "BegunOnce",
    "BrowserSession",
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
    "Proof",
    "Provider",
    "ProviderName",
    "Role",
    "RoleKind",
    "RoutingArea",
    "SafeToContact",
    "SecondStepReset",
    "SignInCode",
    "Team",
    "WhyReset",
    "found_by",
]
