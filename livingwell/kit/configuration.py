"""Every setting a place can make, in one list: its meaning, what holds without it, and whether it is a secret.

`docs/operate/configuration.md` is written from this list (`livingwell settings --write`), and a law reads the code for
names that are not in it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """One name in the environment. `default` is what holds where it is not set; "required" where a real place does not
    start without it."""

    name: str
    means: str
    default: str
    secret: bool = False
    of: str = "real"  # a key of GROUPS: whom it concerns


REQUIRED = "required"

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "DATABASE_URL",
        "Your own PostgreSQL (15 or later) as `livingwell_app`: `postgresql://livingwell_app:password@host:5432/name`; "
        "`?sslmode=verify-full` where it is another machine. Setting it makes the place real: nothing is ever filled.",
        REQUIRED,
        secret=True,
    ),
    Setting(
        "DATABASE_OWNER_URL",
        "The same database as `livingwell_owner`: for `migrate`, `restore` and `drill` alone. The web server and the "
        "worker do not have it.",
        "`DATABASE_URL`",
        secret=True,
    ),
    Setting(
        "DATABASE_BACKUP_URL",
        "The same database as `livingwell_backup`, who reads every row: for `backup`, `restore` and `drill` alone.",
        "required for a backup",
        secret=True,
    ),
    Setting(
        "LIVINGWELL_MASTER_KEY",
        "32 bytes in base64 (`openssl rand -base64 32`). Keyed hashes and marks on seals come from it; it wraps "
        "data keys where there is no wrapping key. It stays. Two copies on paper, apart from the backups.",
        REQUIRED,
        secret=True,
    ),
    Setting(
        "LIVINGWELL_WRAPPING_KEY",
        "32 other bytes. Wraps everybody's data key: lost, every sealed word is lost. Changed every year, so that old "
        "copies of the keyring open nothing. Two copies on paper, apart from the backups.",
        "`LIVINGWELL_MASTER_KEY`",
        secret=True,
    ),
    Setting(
        "LIVINGWELL_WRAPPING_KEYS_BEFORE",
        "The wrapping keys before it, newest first, commas between, until `livingwell rewrap` has been run.",
        "none",
        secret=True,
    ),
    Setting(
        "LIVINGWELL_BACKUP_KEY",
        "32 other bytes in base64. Seals backups and the keyring. Not the master key; not kept beside the backups.",
        "required for a backup",
        secret=True,
    ),
    Setting(
        "LIVINGWELL_SECRET_KEY",
        "50 characters or more (`openssl rand -base64 48`). Signs cookies and forms; may be changed at any time.",
        REQUIRED,
        secret=True,
    ),
    Setting(
        "LIVINGWELL_SECRET_KEY_BEFORE",
        "The secret keys before this one, newest first, commas between, for a day after a change.",
        "none",
        secret=True,
    ),
    Setting(
        "LIVINGWELL_HOSTS",
        "The names the place is reached by, commas between. A request by another name is refused.",
        "`localhost,127.0.0.1,[::1]`",
    ),
    Setting(
        "LIVINGWELL_URL",
        "Where links in invitations, messages and calendars lead: `https://place.example`.",
        "`http://localhost:PORT`",
    ),
    Setting(
        "LIVINGWELL_PROXIES",
        "How many proxies of yours stand before it: callers' addresses are believed from so many. Too many: anybody "
        "can pretend to come from anywhere; too few: all share one limit.",
        "0",
    ),
    Setting(
        "LIVINGWELL_TLS_IN_FRONT",
        "1: whoever comes without TLS is sent to `https://`. 0 only where no request ever leaves the machine.",
        "1",
    ),
    Setting(
        "LIVINGWELL_HOME", "Where static files, exported seals and backups are kept.", "`.livingwell` here", of="both"
    ),
    Setting(
        "LIVINGWELL_SEAL_HEADS",
        "The file of exported seals; keep a copy where nobody here can write.",
        "`LIVINGWELL_HOME/seals/heads.jsonl`",
        of="both",
    ),
    Setting(
        "LIVINGWELL_BACKUPS", "The folder `livingwell backup` writes into.", "`LIVINGWELL_HOME/backups`", of="both"
    ),
    Setting(
        "LIVINGWELL_KEYRING",
        "The keyring's file: another disk or machine than the backups.",
        "`LIVINGWELL_HOME/keys/livingwell.keyring`",
        of="both",
    ),
    Setting(
        "LIVINGWELL_SMTP",
        "Who takes email: `smtp+starttls://name:password@mail.example:587`, `smtps://…:465`, or `smtp://`.",
        "`smtp://localhost:25`",
        secret=True,
    ),
    Setting(
        "LIVINGWELL_FROM",
        "The sender of emails. Its name says nothing about mental health.",
        "`Hello <hello@localhost>`",
    ),
    Setting("LIVINGWELL_EMAIL_BACKEND", "Another of Django's email backends, by its dotted name.", "Django's SMTP"),
    Setting(
        "LIVINGWELL_SMS_SENDER",
        "A class with `send(to, body)`, by its dotted name. Without one no text message leaves: each is tried for a "
        "day, then given up.",
        "nobody",
    ),
    Setting(
        "LIVINGWELL_NOTIFY_KEY",
        "For text messages through GOV.UK Notify (`LIVINGWELL_SMS_SENDER=livingwell.kit.sending.notify.GovUkNotify`): "
        "the key of your service, as Notify shows it once.",
        "none",
        secret=True,
    ),
    Setting(
        "LIVINGWELL_NOTIFY_TEMPLATE",
        "The id of a Notify template whose whole text is `((words))`.",
        "none",
    ),
    Setting(
        "LIVINGWELL_PROVIDER_SECRET",
        "For `livingwell organisation-sign-in` alone: the secret an organisation's provider shares with this place. "
        "Without it a key is made here, which is better.",
        "a key is made",
        secret=True,
    ),
    Setting("LIVINGWELL_AWAY", "Where “leave this page quickly” leads.", "`https://www.bbc.co.uk/weather`", of="both"),
    Setting(
        "LIVINGWELL_DRAIN_SECONDS",
        "For so long `/readyz` answers 503 before the web server ends; for load balancers.",
        "0",
    ),
    Setting("PORT", "Where the web server listens on 127.0.0.1, unless systemd holds the socket.", "8000", of="both"),
    Setting("LIVINGWELL_DATABASE_NAME", "The embedded database's name.", "`livingwell`", of="trying"),
    Setting("LIVINGWELL_DEBUG", "1: Django's pages for developers. Has no effect with DATABASE_URL.", "0", of="trying"),
    Setting("LIVINGWELL_BROWSER", "The browser that tests walk in.", "Chromium of the machine", of="trying"),
)

HEAD = """# Configuration

All settings come from the environment (`/etc/livingwell/*.env`, readable by root alone). This page is written from
`livingwell/kit/configuration.py` by `livingwell settings --write`; change it there. A secret is marked so.
"""

GROUPS = {
    "real": "A real place",
    "both": "Anywhere",
    "trying": "Trying out, and developers",
}


def as_page() -> str:
    """The page for `docs/operate/`."""
    parts = [HEAD]
    for group, title in GROUPS.items():
        rows = [each for each in SETTINGS if each.of == group]
        parts.append(f"\n## {title}\n\n| name | means | without it |\n| --- | --- | --- |\n")
        parts += [
            f"| `{each.name}`{' (secret)' if each.secret else ''} | {each.means} | {each.default} |\n" for each in rows
        ]
    return "".join(parts)
