"""Sending what waits: each email once, whoever else is sending, and whatever breaks.

An email is claimed in a transaction of its own before it is sent. Whoever dies between that and the answer leaves it
"being sent", and nothing sends it again by itself: a message that comes twice is worse than a person who looks.
"""

import re
import smtplib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from directory.correspondence.models import Email
from directory.correspondence.rendering import message_of

MOST = 200  # at one time
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440)]
OUT_OF_REACH = "The email service cannot be reached."
BROKEN_OFF = "The connection broke while it was being sent. It may have arrived."
UNSENDABLE = "Its address or its subject cannot be sent."
NO_SERVICE = "No email service is set up"
ADDRESS = re.compile(r"\S+@\S+")
State = Email.State


@dataclass(frozen=True)
class Outcome:
    """What came of a try. `goes_on` is whether it makes sense to try the next email now."""

    state: str
    problem: str = ""
    goes_on: bool = True


def is_set_up():
    """Whether there is a service that sends email."""
    return bool(settings.EMAIL_BACKEND)


def send_waiting(*, now=None):
    """Send what is due. Returns what was done, in words."""
    now = now or timezone.now()
    due = list(Email.objects.due(now).values_list("pk", flat=True)[:MOST])
    if not is_set_up():
        return f"{NO_SERVICE}: {len(due)} waiting"
    done = Counter()
    for pk in due:
        outcome = send_one(pk, now)
        if outcome:
            done[outcome.state] += 1
            if not outcome.goes_on:
                break
    return ", ".join(f"{State(state).label.lower()}: {number}" for state, number in done.items()) or "none due"


def send_one(pk, now):
    """Send one email, if nobody else is doing so. Returns what came of it."""
    email = claim(pk, now)
    if email is None:
        return None
    return record(email, deliver(email), now)


def claim(pk, now):
    """The email, which from now on is ours alone to send; None if somebody else has it."""
    with transaction.atomic(durable=True):
        mine = Email.objects.waiting().filter(pk=pk)
        if not mine.update(state=State.SENDING, claimed_at=now, tries=F("tries") + 1):
            return None
        return Email.objects.get(pk=pk)


def deliver(email):
    try:
        message = message_of(email)
        message.message()
    except ValueError:  # a line break in a header, or what is no address
        return Outcome(State.FAILED, UNSENDABLE)
    connection = get_connection()
    try:
        connection.open()
    except OSError:  # also of smtplib: whatever it is, it is not about this message
        return Outcome(State.WAITING, OUT_OF_REACH, goes_on=False)
    try:
        connection.send_messages([message])
    except OSError as error:
        return outcome_of(error)
    finally:
        with suppress(OSError):
            connection.close()
    return Outcome(State.SENT)


def outcome_of(error):
    """Refused for now, refused for good or, where no answer came, nobody knows."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, answer = error.smtp_code, error.smtp_error
    else:
        return Outcome(State.SENDING, BROKEN_OFF, goes_on=False)
    about_us = isinstance(error, smtplib.SMTPSenderRefused)  # our settings, and not who it is for
    return Outcome(State.FAILED if code >= 500 and not about_us else State.WAITING, in_words(code, answer))


def in_words(code, answer):
    """The service's answer, without the address that it may name."""
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    return f"{code} {ADDRESS.sub('the address', ' '.join(text.split()))}"[:300]


def record(email, outcome, now):
    """Keep and return what came of it. The words of what was sent go at once: they hold secret links."""
    if outcome.state == State.WAITING and email.tries > len(PAUSES):
        words = f"Given up after {email.tries} tries. {outcome.problem}"[:300]
        outcome = replace(outcome, state=State.FAILED, problem=words)
    with transaction.atomic(durable=True):
        Email.objects.filter(pk=email.pk, state=State.SENDING).update(
            state=outcome.state, problem=outcome.problem, **changes(outcome.state, email.tries, now)
        )
    return outcome


def changes(state, tries, now):
    """What else is kept with a state."""
    return {
        State.WAITING: lambda: {"send_after": now + PAUSES[tries - 1]},
        State.SENDING: dict,
        State.SENT: lambda: {"ended_at": now, "text": "", "headers": {}},
        State.FAILED: lambda: {"ended_at": now},
    }[state]()
