"""Handing a message over to be sent: in the transaction of what it tells about, or not at all."""

from __future__ import annotations

import json
import re
from uuid import UUID

from livingwell.kit import clock
from livingwell.kit.ids import new_id
from livingwell.kit.secrets import keys
from livingwell.kit.secrets.master import derived_key
from livingwell.kit.sending.models import Outgoing, Way

#: Words that would tell whoever glances at a screen or an envelope what a message is about.
TELLING = re.compile(
    r"mental|psych|therap|counsell|crisis|suicid|self.?harm|depress|anxi|diagnos|patient|clinic|wellbeing|well-being"
    r"|emotion|distress|recovery|addict|nhs|health|support|journey|living\s*well",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://\S+")
LONGEST_SMS = 459  # three parts of 153 characters (3GPP TS 23.038)


class TellingSubject(ValueError):
    """A subject or sender says what the message is about: a fault of ours, refused before anything is sent."""


def neutral(line: str) -> str:
    """`line`, if it tells a stranger nothing and fits on one line.

    :raises TellingSubject: when it tells something.
    """
    if TELLING.search(line) or "\n" in line or "\r" in line:
        raise TellingSubject(line)
    return line


def send_email(*, to: str, subject: str, body: str, about: UUID | None = None) -> None:
    """Email `body` once this transaction has committed. `about` is the person it is to, whose key seals it till then.

    Ask `people.reads.may_write_to` first for anything the reader did not ask for this minute.

    :raises TellingSubject: when the subject says what it is about.
    """
    _hand_over(Way.EMAIL, {"to": to, "subject": neutral(subject), "body": body}, about)


def send_sms(*, to: str, body: str, about: UUID | None = None) -> None:
    """Text `body` (short: it is cut to three messages) to the number `to`, E.164. Its first words show on a locked
    phone, so the whole of it, but for links, is held to what a subject is.

    :raises TellingSubject: when the words say what it is about.
    """
    for line in body.splitlines():
        neutral(ADDRESS.sub("", line))
    _hand_over(Way.SMS, {"to": to, "body": body[:LONGEST_SMS]}, about)


def send_nothing() -> None:
    """Do what sending takes, and send nothing: an unknown address must cost the same time as a known one."""
    _hand_over(Way.NOTHING, {"to": "", "body": "x" * 200}, None)


def _hand_over(way: Way, message: dict[str, str], owner: UUID | None) -> None:
    from livingwell.kit.sending.jobs import send_outgoing

    outgoing = Outgoing(id=new_id(), way=way, owner_id=owner, made_at=clock.now())
    key = keys.key_to_write(owner) if owner else derived_key("outgoing")
    outgoing.sealed = keys.seal(key, json.dumps(message), bound_to(outgoing))
    outgoing.save(force_insert=True)
    send_outgoing.defer(outgoing=str(outgoing.pk))


def opened(outgoing: Outgoing) -> dict[str, str]:
    """The message, unsealed.

    :raises livingwell.kit.secrets.keys.KeyDestroyed: when the person's key is gone, and the message with it.
    """
    key = keys.key_to_read(outgoing.owner_id) if outgoing.owner_id else derived_key("outgoing")
    message: dict[str, str] = json.loads(keys.unseal(key, bytes(outgoing.sealed), bound_to(outgoing)))
    return message


def bound_to(outgoing: Outgoing) -> str:
    """Sealed words belong to their row and cannot be moved to another."""
    return f"kit_outgoing.sealed:{outgoing.pk}"
