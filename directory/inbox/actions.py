"""What readers tell us, from its arrival to the answer. Nothing here knows, or keeps, who they are."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_revision
from directory.catalogue.kinds import Kind
from directory.catalogue.records.reading import model_of
from directory.catalogue.states import Action
from directory.inbox import limits
from directory.inbox.models import HelpfulVotes, Message
from directory.privacy.secret_addresses import secret_token
from directory.taxonomy.models import Place, Sector, Topic

TERMS = {"sectors": Sector, "topics": Topic, "places": Place}  # what a guided form may give by codes
KEPT_DAYS = 90  # how long the words of a message that has been dealt with are kept


@transaction.atomic
def receive(*, address, **told):
    """Keep a message. `address` is the sender's, which is not kept. Raises limits.TooManyError."""
    harm = told.get("trouble") == Message.Trouble.HARMFUL
    limits.count(limits.HARM if harm else limits.MESSAGES, address)
    return Message.objects.create(**told)


@transaction.atomic
def count_vote(*, entry, helped, address):
    """Count one answer to "did this help?". Beyond a few from one address a day none is counted."""
    try:
        with transaction.atomic():
            limits.count(limits.VOTES, address)
            limits.count(limits.VOTES_FOR_ONE_ENTRY, address, about=entry.pk)
    except limits.TooManyError:
        return
    day, _ = HelpfulVotes.objects.get_or_create(entry_id=entry.pk, day=timezone.localdate())
    column = "yes" if helped else "no"
    HelpfulVotes.objects.filter(pk=day.pk).update(**{column: F(column) + 1})


# The curators' side


@transaction.atomic
def make_draft(*, message, by, kind=None):
    """A draft of what was suggested, with what was said as a note for curators. Returns the entry."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.purpose != Message.Purpose.SUGGESTION or message.entry_id:
        raise ValidationError(
            "There is already a draft for this suggestion."
            if message.entry_id
            else "This message is not a suggestion."
        )
    model = model_of(kind or message.kind or Kind.RESOURCE)
    note = f"Suggested on {timezone.localdate(message.received_at):%-d %B %Y}.\n{message.words}".strip()
    draft = model(title=message.title, url=message.url, note=note, source="A reader's suggestion", created_by=by)
    fill_in(draft, message.details)
    save_entry(entry=draft)
    set_terms(draft, message.details)
    record_revision(entry=draft, action=Action.CREATED, by=by, why="Made from a suggestion.")
    message.entry_id, message.state = draft.pk, Message.State.IN_HAND
    message.save()
    return draft


def fill_in(draft, details):
    """The texts and numbers of a guided form, as far as the draft has such fields."""
    for name, value in details.items():
        if name not in TERMS and name in {field.name for field in draft._meta.get_fields()}:
            setattr(draft, name, value)


def set_terms(draft, details):
    """Its terms, given by their codes. A term that is gone by now is left out."""
    for name, codes in details.items():
        if name in TERMS and hasattr(draft, name):
            getattr(draft, name).set(TERMS[name].objects.filter(code__in=codes, retired=False))


@transaction.atomic
def answer(*, message, by, state, reply=""):
    """Say what became of a message; the sender reads `reply` at their private address."""
    message.state, message.reply = state, reply
    message.handled_at, message.handled_by = (None, None) if message.is_open else (timezone.now(), by)
    message.save()


@transaction.atomic
def forget(*, now=None):
    """Take out what need not be kept: the words of messages dealt with long ago, and yesterday's senders."""
    now = now or timezone.now()
    limits.forget(now=now)
    old = Message.objects.exclude(state__in=["new", "in_hand"]).filter(handled_at__lt=now - timedelta(days=KEPT_DAYS))
    for message in old.exclude(words="", reply="", title="", url=""):
        message.title = message.url = message.words = message.reply = ""
        message.details = {}
        message.token = secret_token()  # the private address ends with what it showed
        message.save()
