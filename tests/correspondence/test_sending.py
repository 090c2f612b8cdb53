"""Each email leaves once: not twice when two send, not again when a process dies, later when the service says so."""

import smtplib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from directory.correspondence import actions, sending
from directory.correspondence.models import Email
from directory.correspondence.sending import PAUSES, claim, send_waiting
from tests.correspondence.letters import a_letter
from tests.people import make_user

pytestmark = pytest.mark.django_db
SERVICE = f"{__name__}.Service"


class Service(EmailBackend):
    """An email service that answers as it is told to, first to being opened, then to a message."""

    opening = message = None

    def open(self):
        if self.opening:
            raise self.opening
        return True

    def send_messages(self, messages):
        if self.message:
            raise self.message
        return super().send_messages(messages)


@pytest.fixture
def service(settings, monkeypatch):
    settings.EMAIL_BACKEND = SERVICE
    monkeypatch.setattr(Service, "opening", None)
    monkeypatch.setattr(Service, "message", None)
    return Service


def test_what_is_due_is_sent_and_its_words_are_forgotten():
    a_letter(headers={"List-Unsubscribe": "<https://bank.example/stop/>"})
    assert send_waiting() == "sent: 1"
    sent, email = mail.outbox[0], Email.objects.get()
    assert sent.to == ["curator@example.org"]
    assert "https://bank.example/admin/" in sent.body
    assert '<a href="https://bank.example/admin/">' in sent.alternatives[0].content
    assert sent.message()["List-Unsubscribe"] == "<https://bank.example/stop/>"
    assert (email.state, email.text, email.headers, email.tries) == ("sent", "", {}, 1)


def test_nothing_is_sent_twice():
    a_letter()
    send_waiting()
    assert send_waiting() == "none due"
    assert len(mail.outbox) == 1


def test_what_is_for_later_waits():
    a_letter(send_after=timezone.now() + timedelta(minutes=9))
    assert send_waiting() == "none due"
    assert send_waiting(now=timezone.now() + timedelta(minutes=10)) == "sent: 1"


def test_without_a_service_email_waits(settings):
    settings.EMAIL_BACKEND = ""
    a_letter()
    assert send_waiting() == "No email service is set up: 1 waiting"
    assert Email.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "answer",
    [
        smtplib.SMTPRecipientsRefused({"curator@example.org": (450, b"Try later")}),
        smtplib.SMTPDataError(451, b"Too busy"),
        smtplib.SMTPSenderRefused(550, b"Not you", "bank@example.org"),
    ],
)
def test_what_is_refused_for_now_is_tried_again_after_growing_pauses(service, answer):
    service.message = answer
    a_letter()
    now = timezone.now()
    for pause in PAUSES:
        assert send_waiting(now=now) == "waiting: 1"
        assert Email.objects.get().send_after == now + pause
        assert send_waiting(now=now + pause - timedelta(seconds=1)) == "none due"
        now += pause
    assert send_waiting(now=now) == "could not be sent: 1"
    assert Email.objects.get().problem.startswith("Given up after 9 tries.")
    assert sorted(PAUSES) == PAUSES


@pytest.mark.parametrize(
    "opening", [ConnectionRefusedError(), smtplib.SMTPAuthenticationError(535, b"No"), TimeoutError()]
)
def test_a_service_that_cannot_be_reached_is_not_the_fault_of_a_message(service, opening):
    service.opening = opening
    a_letter("harm:1:1")
    a_letter("harm:1:2")
    assert send_waiting() == "waiting: 1"  # and the second is not even tried
    assert set(Email.objects.values_list("state", "tries")) == {("waiting", 1), ("waiting", 0)}
    service.opening = None
    assert send_waiting(now=timezone.now() + timedelta(minutes=2)) == "sent: 2"


def test_what_is_refused_for_good_is_given_up_with_the_reason_and_without_the_address(service):
    service.message = smtplib.SMTPRecipientsRefused({"x": (550, b"5.1.1 <curator@example.org>: no such\nmailbox")})
    a_letter()
    assert send_waiting() == "could not be sent: 1"
    email = Email.objects.get()
    assert email.problem == "550 5.1.1 the address no such mailbox"
    assert send_waiting(now=timezone.now() + timedelta(days=3)) == "none due"


def test_an_address_that_would_make_a_header_is_not_sent(service):
    a_letter(to="a@example.org\nBcc: everybody@example.org")
    assert send_waiting() == "could not be sent: 1"
    assert not mail.outbox


@pytest.mark.parametrize("answer", [smtplib.SMTPServerDisconnected("gone"), TimeoutError()])
def test_what_may_have_left_is_not_sent_again_by_itself(service, answer):
    service.message = answer
    a_letter()
    send_waiting()
    service.message = None
    assert send_waiting(now=timezone.now() + timedelta(days=5)) == "none due"
    email = Email.objects.get()
    assert (email.state, email.problem) == ("sending", sending.BROKEN_OFF)


class KilledError(BaseException):
    """The process is gone: nothing of ours catches it."""


def test_a_process_killed_between_claim_and_answer_leaves_it_being_sent(service):
    service.message = KilledError()
    a_letter("harm:1:1")
    a_letter("harm:1:2")
    with pytest.raises(KilledError):
        send_waiting()
    service.message = None
    assert send_waiting(now=timezone.now() + timedelta(days=9)) == "sent: 1"  # the other one
    assert Email.objects.get(key="harm:1:1").state == "sending"


def test_a_person_may_send_again_what_failed_or_was_broken_off_for_an_hour(service):
    service.message = smtplib.SMTPServerDisconnected("gone")
    a_letter()
    send_waiting()
    curator, emails = make_user("Curator"), list(Email.objects.all())
    assert actions.send_again(emails=emails, by=curator) == 0  # somebody may still be at it
    service.message = None
    later = timezone.now() + timedelta(hours=2)
    assert actions.send_again(emails=emails, by=curator, now=later) == 1
    assert send_waiting(now=later) == "sent: 1"
    assert actions.send_again(emails=emails, by=curator, now=later + timedelta(hours=2)) == 0


def test_only_one_of_two_gets_it():
    a_letter()
    email, now = Email.objects.get(), timezone.now()
    assert claim(email.pk, now) == email
    assert claim(email.pk, now) is None


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_email_once(monkeypatch):
    for number in range(12):
        a_letter(f"harm:{number}:1")
    start, sent, errors = Barrier(2), [], []
    monkeypatch.setattr(sending, "deliver", lambda email: sent.append(email.key) or sending.Outcome("sent"))

    def send():
        try:
            start.wait(timeout=20)
            send_waiting()
        except Exception as error:  # noqa: BLE001 (whatever it is, the test says it)
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert sorted(sent) == sorted(f"harm:{number}:1" for number in range(12))
    assert set(Email.objects.values_list("state", flat=True)) == {"sent"}


def test_after_a_month_nobody_is_named_and_what_waited_too_long_is_given_up():
    now = timezone.now()
    for number, (state, days) in enumerate(
        [("sent", 31), ("failed", 31), ("sent", 29), ("waiting", 15), ("sent", 500)]
    ):
        day = now - timedelta(days=days)
        a_letter(f"harm:{number}:1", send_after=day)
        Email.objects.filter(key=f"harm:{number}:1").update(state=state, created_at=day)
    assert actions.forget_old_emails(now=now) == "1 given up, 3 forgotten"
    left = dict(Email.objects.values_list("key", "to"))
    assert left == {
        "harm:0:1": "",
        "harm:1:1": "",
        "harm:2:1": "curator@example.org",
        "harm:3:1": "curator@example.org",
    }
    assert Email.objects.get(key="harm:3:1").state == "failed"
    assert not Email.objects.get(key="harm:1:1").text
