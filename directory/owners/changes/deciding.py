"""What curators do with a change that an organisation wants: see it against the entry of now, accept, refuse."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.actions.steps import take_step
from directory.catalogue.records.comparing import in_words
from directory.catalogue.records.reading import label_of, record_of
from directory.catalogue.records.rows import as_declared, plain_row
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action
from directory.correspondence.queue import queue_email
from directory.organisations.contact_points import NUMBERS
from directory.organisations.telephone import written
from directory.owners.asking import in_one_line
from directory.owners.changes.merging import parts
from directory.owners.changes.word_marks import marked
from directory.owners.models import Owner, ProposedChange
from directory.who_to_call.models import Contact

DECIDE = "owners.change_proposedchange"
CLOSING = "expires_on"
State = ProposedChange.State


@dataclass(frozen=True)
class ShownPart:
    """One field of a change, in words to read side by side."""

    name: str
    label: str
    seen: str
    before: list  # in pieces, those marked that differ: see `word_marks`
    after: list
    clashes: bool


def parts_now(change, record=None):
    """What the change would change of its entry as it stands now."""
    return list(parts(change.seen, change.wanted, record or record_of(change.entry.specific)))


def shown(change):
    model = type(change.entry.specific)
    return [
        ShownPart(
            part.name,
            "last day" if part.name == CLOSING else str(label_of(model, part.name)),
            said(model, part.name, part.seen),
            *marked(said(model, part.name, part.now), said(model, part.name, part.after)),
            part.clashes,
        )
        for part in parts_now(change)
    ]


def said(model, name, value):
    """In words; the values of a row in their own order."""
    return in_words(as_declared(model, name, value) if value and name in model.ROWS else value)


def to_ring(change, names=None):
    """What readers are told to call or open in an incident and the change would change: a line each."""
    found = [part for part in parts_now(change) if names is None or part.name in names]
    after = {part.name: part.after for part in found}
    closing = closes(change, names)
    contacts = Contact.objects.filter(
        Q(contact_point__organisation=change.entry_id) | Q(tool=change.entry_id)
    ).select_related("need", "contact_point", "tool")
    found = defaultdict(list)
    for contact in contacts:
        if closing or is_touched(contact, after, change.entry.specific):
            found[contact.number.shown].append(str(contact.need))
    return [f"{number} ({', '.join(needs)})" for number, needs in found.items()]


def closes(change, names=None):
    """Whether they say that it closes, and that is taken. A last day that we had already cannot be ticked."""
    return change.closed and (names is None or CLOSING in names or CLOSING not in change.wanted)


def last_day(change):
    return change.wanted.get(CLOSING) or change.seen[CLOSING]


def new_numbers(change):
    """The numbers that readers would see and do not see now, as people write them."""
    points = [part for part in parts_now(change) if part.name == "contact_points"]
    now = {row["value"] for part in points for row in part.now}
    rows = [row for part in points for row in part.after if row["channel"] in NUMBERS and row["value"] not in now]
    return [written(row["value"], row["extension"]) for row in rows]


def is_touched(contact, after, own):
    if contact.tool_id:
        return "url" in after
    rows = after.get("contact_points")
    return rows is not None and plain_row(contact.contact_point, own.ROWS["contact_points"]) not in rows


@transaction.atomic
def accept(*, change, by, names, rang=""):
    """Make the entry say the fields `names` of what they want. Raises ValidationError, and then nothing is changed.

    `rang` says how the numbers answered that readers are told to call in an incident.
    """
    change, own = waiting(change, by)
    record = record_of(own)
    taken = [part for part in parts_now(change, record) if part.name in names]
    if problems := [*what_is_missing(change, own, taken, names, rang)]:
        raise ValidationError(problems)
    apply_record(own, record | {part.name: part.after for part in taken} | checked(change, own))
    save_entry(entry=own)
    record_revision(entry=own, action=Action.BY_OWNER, by=by, why=why_accepted(change, rang))
    if closes(change, names) and date.fromisoformat(last_day(change)) <= timezone.localdate():
        take_step(step="archive", entry=own, by=by, why="The organisation says that it has closed.")
    decide(change, State.ACCEPTED, by, rang=rang)
    tell(change, "owner_accepted")
    return own


def waiting(change, by):
    """(the change, its entry as its own kind), nobody else's until the transaction ends."""
    own = locked(change.entry).specific
    change = ProposedChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    change.entry = own.entry_ptr
    if change.state != State.WAITING:
        raise ValidationError(f"This has been {change.get_state_display().lower()} already.")
    if not by.has_perm(DECIDE):
        raise PermissionDenied
    return change, own


def what_is_missing(change, own, taken, names, rang):
    if own.state == "archived":
        yield "The entry is archived. Change it back to a draft first, or refuse this with a reason."
    if parts_now(change) and not taken:
        yield "Tick at least one change, or refuse this with a reason."
    if not rang.strip() and (numbers := to_ring(change, names)):
        yield f"Ring it first, or open it if it is a page, and say how it answered: {'; '.join(numbers)}."


def checked(change, own):
    """The day on which they said that all else is right, as that of a check; never an older one than is there."""
    said_on = timezone.localdate(change.received_at)
    if not change.rest_is_right or (own.checked_on and own.checked_on >= said_on):
        return {}
    due = said_on + relativedelta(months=own.review_months)
    return {"checked_on": said_on.isoformat(), "review_due_on": due.isoformat()}


def why_accepted(change, rang):
    said = f"Sent by the organisation on {timezone.localdate(change.received_at):%-d %B %Y}."
    return f"{said} Rang the number, which answered: {rang.strip()}." if rang.strip() else said


@transaction.atomic
def refuse(*, change, by, reason):
    """Leave the entry as it is, and tell the organisation why."""
    change, _ = waiting(change, by)
    if not reason.strip():
        raise ValidationError("Say why. The organisation is told by email.")
    decide(change, State.REFUSED, by, reason=reason)
    tell(change, "owner_refused", reason=reason)


@transaction.atomic
def amend(*, change, by, said):
    """Put right what they sent before it is accepted."""
    change, _ = waiting(change, by)
    for name, value in said.items():
        setattr(change, name, value)
    change.save()


def decide(change, state, by, **said):
    change.state, change.decided_by, change.decided_at = state, by, timezone.now()
    for name, value in said.items():
        setattr(change, name, value.strip())
    change.save()


def tell(change, template, **context):
    """To whoever answers for the entry now; nobody, if there is nobody."""
    owner = Owner.objects.filter(entry=change.entry_id, paused=False).first()
    if owner:
        title = in_one_line(change.entry.title_for_readers) or "your entry"
        context |= {"title": title, "contact": settings.CONTACT_EMAIL}
        queue_email(key=f"{template}:{change.pk}", to=owner.email, template=template, context=context)
