"""What readers tell us, from its arrival to the answer. Nothing here knows, or keeps, who they are."""

import json
from datetime import timedelta
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_revision
from directory.catalogue.states import Action
from directory.inbox import limits
from directory.inbox.drafts import TERMS, question_about, unsaved_draft
from directory.inbox.models import HelpfulVotes, Message
from directory.privacy.secret_addresses import secret_token

MAY_HARM = (Message.Trouble.HARMFUL, Message.Trouble.NUMBER)
KEPT_DAYS = 90  # how long the words of a message that has been dealt with are kept


@transaction.atomic
def receive(*, address, begun="", **told):
    """Keep a message. `address` is the sender's, which is not kept. Raises limits.TooManyError.

    `begun` says which form it was: the same one sent again with the same words is the message that is here already.
    """
    sent_once = digest_of(begun, told) if begun else ""
    if already := sent_once and Message.objects.filter(sent_once=sent_once).first():
        return already
    limits.count(limits.HARM if told.get("trouble") in MAY_HARM else limits.MESSAGES, address)
    if not sent_once:
        return Message.objects.create(**told)
    return Message.objects.get_or_create(sent_once=sent_once, defaults=told)[0]


def digest_of(begun, told):
    said = json.dumps(told, sort_keys=True, default=lambda value: getattr(value, "pk", str(value)))
    return sha256(f"{begun}\0{said}".encode()).hexdigest()


@transaction.atomic
def count_vote(*, entry, helped, address):
    """Count one answer to "did this help?". Beyond a few from one address a day none is counted.

    Nor is the second of two that are the same and were sent at once.
    """
    try:
        with transaction.atomic():
            limits.count(limits.AGAIN, address, about=f"{entry.pk} {helped}")
            limits.count(limits.VOTES, address)
            limits.count(limits.VOTES_FOR_ONE_ENTRY, address, about=entry.pk)
    except limits.TooManyError:
        return
    day, _ = HelpfulVotes.objects.get_or_create(entry_id=entry.pk, day=timezone.localdate())
    column = "yes" if helped else "no"
    HelpfulVotes.objects.filter(pk=day.pk).update(**{column: F(column) + 1})


# The curators' side


@transaction.atomic
def make_draft(*, message, by, kind=None, checked=""):
    """A draft of what was suggested. What the reader wrote stays with the message, and is forgotten with it.

    Raises ValidationError for what is certainly personal, or where something has to be looked at first and `checked`,
    what somebody ticked, is not about it.
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.purpose != Message.Purpose.SUGGESTION or message.entry_id:
        raise ValidationError(
            "There is already a draft for this suggestion."
            if message.entry_id
            else "This message is not a suggestion."
        )
    question = question_about(message, kind=kind, by=by)
    if problems := question.problems(checked):
        raise ValidationError(problems)
    draft = unsaved_draft(message, kind)
    draft.created_by = by
    save_entry(entry=draft)
    set_terms(draft, message.details)
    looked = " Somebody looked at what it resembles and at its texts." if question.digest else ""
    record_revision(entry=draft, action=Action.CREATED, by=by, why=f"Made from a suggestion.{looked}")
    message.entry_id, message.state = draft.pk, Message.State.IN_HAND
    message.save()
    return draft


def set_terms(draft, details):
    """Its terms, given by their codes. A term that is gone by now is left out."""
    for name, codes in details.items():
        if name in TERMS and hasattr(draft, name):
            getattr(draft, name).set(TERMS[name].objects.filter(code__in=codes, retired=False))


@transaction.atomic
def answer(*, message, by, state, reply="", seen=None):
    """Say what became of a message; the sender reads `reply` at their private address. Returns the message.

    Raises ValidationError where somebody else has answered since the version that was `seen`.
    """
    message = Message.objects.select_for_update().get(pk=message.pk)
    if seen is not None and seen != message.version:
        raise ValidationError(answered_meanwhile(message))
    message.state, message.reply = state, reply
    message.handled_at, message.handled_by = (None, None) if message.is_open else (timezone.now(), by)
    message.save()
    return message


def answered_meanwhile(message):
    who = message.handled_by.get_username() if message.handled_by else "Somebody else"
    said = f" The reply is now: “{message.reply}”" if message.reply else ""
    return (
        f"Nothing is saved yet. {who} changed this while you had it open: "
        f"{message.get_state_display().lower()}.{said} What you typed is still here. "
        "Save again if it should take the place of that."
    )


@transaction.atomic
def forget(*, now=None):
    """Take out what need not be kept: the words of messages dealt with long ago, and yesterday's senders."""
    now = now or timezone.now()
    limits.forget(now=now)
    old = Message.objects.exclude(state__in=["new", "in_hand"]).filter(handled_at__lt=now - timedelta(days=KEPT_DAYS))
    for message in old.exclude(words="", reply="", title="", url=""):
        message.title = message.url = message.words = message.reply = ""
        message.details, message.sent_once = {}, ""
        message.token = secret_token()  # the private address ends with what it showed
        message.save()
