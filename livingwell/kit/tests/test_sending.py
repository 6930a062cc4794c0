"""A message goes when its act is kept, once, and leaves nothing behind; what it is about shows nowhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, connection, transaction

from livingwell.kit.database.speaking import speaking
from livingwell.kit.secrets.models import DataKey
from livingwell.kit.sending import TellingSubject, send_email, send_nothing, send_sms
from livingwell.kit.sending.jobs import GIVEN_UP_AFTER, give_up_old_messages, send_outgoing
from livingwell.kit.sending.messages import TELLING
from livingwell.kit.sending.models import Outgoing
from livingwell.kit.viewers import Errand
from tests.jobs import run_jobs

SENDING = Errand("sending")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def kept_in_memory(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def waiting() -> list[Outgoing]:
    with speaking(SENDING):
        return list(Outgoing.objects.all())


def jobs() -> list[tuple[str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute("select task_name, args from procrastinate_jobs order by id")
        return [(name, args) for name, args in cursor.fetchall()]


@pytest.mark.django_db
def test_the_jobs_table_holds_an_id_and_nobody_s_words() -> None:
    send_email(to="ana@example.org", subject="Your code", body="4711 0815")
    ((name, args),) = [job for job in jobs() if job[0] == "send a message"]
    (row,) = waiting()
    assert name == "send a message"
    assert str(args) == str({"outgoing": str(row.pk)}) or args == f'{{"outgoing": "{row.pk}"}}'
    assert b"ana@" not in bytes(row.sealed)
    assert b"4711" not in bytes(row.sealed)


@pytest.mark.django_db
def test_once_sent_nothing_of_it_is_left_and_who_and_when_is_known() -> None:
    send_email(to="ana@example.org", subject="Your code", body="4711 0815")
    (row,) = waiting()
    send_outgoing(outgoing=str(row.pk))
    send_outgoing(outgoing=str(row.pk))
    (after,) = waiting()
    assert (bytes(after.sealed), after.sent_by is None, after.sent_at is None) == (b"", False, False)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["ana@example.org"], "Your code", "4711 0815")


@pytest.mark.django_db
def test_a_text_message_goes_through_the_place_s_own_sender(capsys: pytest.CaptureFixture[str]) -> None:
    send_sms(to="+447700900123", body="4711 0815 is your code")
    send_outgoing(outgoing=str(waiting()[0].pk))
    assert "4711 0815" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_message_to_nobody_looks_like_one_and_goes_nowhere() -> None:
    send_nothing()
    send_outgoing(outgoing=str(waiting()[0].pk))
    assert mail.outbox == []
    assert waiting()[0].sent_by == "nobody"


@pytest.mark.django_db
def test_a_person_whose_key_is_destroyed_is_sent_nothing() -> None:
    whose = uuid4()
    with speaking(SENDING):
        send_email(to="ana@example.org", subject="Hello", body="words", about=whose)
        DataKey.objects.filter(owner_id=whose).update(wrapped=None, destroyed_at="2026-01-01T00:00Z")
    send_outgoing(outgoing=str(waiting()[0].pk))
    assert mail.outbox == []
    assert waiting()[0].given_up_at is not None
    assert bytes(waiting()[0].sealed) == b""


@pytest.mark.django_db
def test_what_cannot_be_sent_stays_sealed_is_tried_again_and_in_the_end_given_up(settings: Any) -> None:
    settings.SMS_SENDER = "livingwell.kit.sending.senders.Nobody"
    send_sms(to="+447700900123", body="4711 is your code")
    (row,) = waiting()
    with pytest.raises(RuntimeError), transaction.atomic():
        send_outgoing(outgoing=str(row.pk))
    assert bytes(waiting()[0].sealed) != b""
    with speaking(SENDING):
        Outgoing.objects.filter(pk=row.pk).update(made_at=row.made_at - GIVEN_UP_AFTER * 2)
        give_up_old_messages()
    assert bytes(waiting()[0].sealed) == b""
    assert waiting()[0].given_up_at is not None


@pytest.mark.django_db
def test_whoever_is_signed_in_or_not_can_read_no_message() -> None:
    send_email(to="ana@example.org", subject="Your code", body="4711")
    assert list(Outgoing.objects.all()) == []
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("update kit_outgoing set sealed = ''")


@pytest.mark.parametrize("line", ["Your mental health team", "Living Well", "Your support\nBcc: x@y", "Crisis line"])
@pytest.mark.django_db
def test_a_telling_subject_is_refused(line: str) -> None:
    with pytest.raises(TellingSubject):
        send_email(to="ana@example.org", subject=line, body="words")


@pytest.mark.django_db
def test_a_subject_cannot_smuggle_a_header() -> None:
    with pytest.raises(TellingSubject):
        send_email(to="ana@example.org", subject="Hello\nBcc: x@example.org", body="words")


@pytest.mark.django_db
def test_a_text_message_is_held_to_what_a_subject_is() -> None:
    with pytest.raises(TellingSubject):
        send_sms(to="+447700900123", body="Hello\nyour psychologist is waiting")


def subjects() -> Iterator[tuple[str, str]]:
    """Every subject and every text message that the code sends, as far as it is written there."""
    for path in sorted((ROOT / "livingwell").rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if name not in {"send_email", "send_sms"}:
                continue
            wanted = "subject" if name == "send_email" else "body"
            for keyword in node.keywords:  # type: ignore[attr-defined]
                if keyword.arg == wanted:
                    for part in ast.walk(keyword.value):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            yield path.name, part.value


def test_no_subject_and_no_sender_in_the_code_names_mental_health() -> None:
    assert [found for found in subjects() if TELLING.search(found[1])] == []
    assert not TELLING.search(settings.DEFAULT_FROM_EMAIL.split("<")[0])


@pytest.mark.usefixtures("own_database")
def test_a_message_of_an_act_that_was_undone_is_never_sent() -> None:
    with transaction.atomic():
        send_email(to="ana@example.org", subject="Your code", body="4711")
        transaction.set_rollback(True)
    run_jobs()
    assert mail.outbox == []
    # The worker may have enqueued a job that comes round by itself; the message's is not there.
    assert [name for name, _ in jobs() if name == "send a message"] == []


@pytest.mark.usefixtures("own_database")
def test_the_job_worker_sends_what_was_committed() -> None:
    with transaction.atomic():
        send_email(to="ana@example.org", subject="Your code", body="4711")
        run_jobs()
        assert mail.outbox == [], "nobody else sees it before the commit"
    run_jobs()
    assert [sent.to for sent in mail.outbox] == [["ana@example.org"]]
    run_jobs()
    assert len(mail.outbox) == 1
