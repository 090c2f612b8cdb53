"""Checking the facts of one entry after the other: which comes next, and what may come of it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from directory.catalogue.actions.history import locked, record_check, record_revision, undo_check
from directory.catalogue.actions.steps import take_step
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action
from directory.catalogue.workflow import REVIEW
from directory.curation.models import CheckTurn
from directory.organisations.contact_points import NUMBERS, ContactPoint
from directory.organisations.models import Organisation
from directory.search.documents.order.known_above import known_above
from directory.who_to_call.models import Contact

A_TURN = timedelta(minutes=10)  # as long as nobody else is given the same
PUT_OFF = timedelta(hours=20)
BAND = "band"


# Which comes next


def in_order(ids, checked_on):
    """`ids` of entries, those first where a wrong fact harms most: the urgent band, who to call, crisis lines, other
    numbers. Of the same harm what is opened most comes first, then what was checked longest ago.
    """
    needs = {}
    for contact in Contact.objects.naming(ids).select_related("contact_point"):
        needs.setdefault(contact.entry_id, set()).add(contact.need.code)
    crisis = set(Organisation.objects.filter(pk__in=ids, crisis=True).values_list("pk", flat=True))
    numbers = ContactPoint.objects.filter(channel__in=NUMBERS, organisation__in=ids)
    called = set(numbers.values_list("organisation", flat=True))
    opened = known_above.opened(ids)

    def rank(pk):
        harm = [BAND in needs.get(pk, ()), pk in needs, pk in crisis, pk in called, True].index(True)
        return harm, -opened.get(pk, 0), checked_on[pk] or date.min, pk

    return sorted(ids, key=rank)


def next_for(user, now=None):
    """The entry for `user` to check now, which nobody else is given for a while; None if there is none left."""
    now = now or timezone.now()
    CheckTurn.objects.filter(until__lte=now).delete()
    checked_on = dict(Entry.objects.to_check().values_list("pk", "checked_on"))
    taken = set(CheckTurn.objects.exclude(by=user, put_off=False).values_list("entry", flat=True))
    for pk in in_order(list(checked_on.keys() - taken), checked_on):
        turn, new = CheckTurn.objects.get_or_create(entry_id=pk, defaults={"by": user, "until": now + A_TURN})
        if new or turn.by_id == user.pk:
            return Entry.objects.get(pk=pk)
    return None


@dataclass(frozen=True)
class Progress:
    done: int  # by this person today
    left: int  # for everybody, with what was put off
    put_off: int

    @property
    def number(self):
        return self.done + 1

    @property
    def total(self):
        return self.done + self.left


def progress_of(user):
    today = timezone.localdate()
    done = (
        Revision.objects.between(today, today).filter(by=user, entry__checked_on=today).count_entries(Action.CHECKED)
    )
    off = CheckTurn.objects.filter(put_off=True, until__gt=timezone.now()).count()
    return Progress(done, Entry.objects.to_check().count(), off)


# What is known of one


@dataclass
class Sheet:
    """All that somebody needs to check one entry."""

    entry: Entry
    points: list = field(default_factory=list)
    links: list = field(default_factory=list)
    needs: list = field(default_factory=list)  # where readers are told to call it
    last: Revision | None = None  # when it was checked before, and by whom

    @property
    def stands_in(self):
        return ", ".join(need.title for need in self.needs)


def sheet_of(entry):
    own = entry.specific
    points = list(own.contact_points.all()) if isinstance(own, Organisation) else []
    needs = {contact.need.pk: contact.need for contact in Contact.objects.naming([entry.pk])}
    last = entry.revisions.filter(action=Action.CHECKED).select_related("by").first()
    return Sheet(own, points, list(entry.links.order_by("pk")), list(needs.values()), last)


# What may come of it


@transaction.atomic
def confirm(*, entry, version, by):
    """All of it is right, as it was at `version`."""
    entry = unchanged(entry, version, by)
    record_check(entry=entry, on=timezone.localdate(), by=by)
    CheckTurn.objects.filter(entry=entry).delete()


@transaction.atomic
def correct(*, entry, version, by, url, points):
    """Save what is different at its source, at once and with history; the rest is right.

    `points` are what differs for each contact point, in their order. Raises ValidationError, a sentence for each
    thing, where it cannot be saved.
    """
    own = unchanged(entry, version, by).specific
    record = record_of(own)
    rows = record.get("contact_points", [])
    if len(points) != len(rows):
        raise ValidationError("There are others than you saw. Open it again.")
    changed = {"contact_points": [row | said for row, said in zip(rows, points, strict=True)]} if rows else {}
    apply_record(own, record | {"url": url} | changed)
    record_revision(entry=own, action=Action.EDITED, by=by, why="Corrected while its facts were checked.")
    record_check(entry=locked(own), on=timezone.localdate(), by=by)
    CheckTurn.objects.filter(entry=own.entry_ptr).delete()


@transaction.atomic
def close(*, entry, version, by, step, **said):
    """It is not there any more: hide it from readers (`step` "unpublish"), or archive it ("archive")."""
    entry = unchanged(entry, version, by)
    take_step(step=step, entry=entry, by=by, **said)
    CheckTurn.objects.filter(entry=entry).delete()


def unchanged(entry, version, by):
    """The entry, locked, as it was on the page. Raises ValidationError if somebody has changed it since."""
    if not by.has_perm(REVIEW):
        raise PermissionDenied
    entry = locked(entry)
    if entry.version != version:
        last = entry.revisions.select_related("by").first()
        who = last.by if last and last.by else "The system"
        raise ValidationError(f"Nothing is saved yet. {who} changed this while you had it open. Look again.")
    return entry


def put_off(*, entry, by):
    """Ask about it another day."""
    if not by.has_perm(REVIEW):
        raise PermissionDenied
    said = {"by": by, "until": timezone.now() + PUT_OFF, "put_off": True}
    CheckTurn.objects.update_or_create(entry_id=entry.pk, defaults=said)


def bring_back(*, by):
    """All that was put off is to be checked today after all. Returns how many."""
    if not by.has_perm(REVIEW):
        raise PermissionDenied
    return CheckTurn.objects.filter(put_off=True).delete()[0]


def last_check_of(user):
    """What `user` recorded last today and can take back, or None."""
    today = timezone.localdate()
    checks = Revision.objects.between(today, today).filter(by=user, action=Action.CHECKED, entry__checked_on=today)
    return checks.select_related("entry").order_by("-at", "-pk").first()


@transaction.atomic
def undo_last(*, by):
    """Take back the last check that `by` recorded today. Returns the entry, which is theirs to check again."""
    check = last_check_of(by)
    if check is None:
        raise ValidationError("There is no check of today to take back.")
    entry = undo_check(check=check, by=by)
    turn = {"by": by, "until": timezone.now() + A_TURN, "put_off": False}
    CheckTurn.objects.update_or_create(entry_id=entry.pk, defaults=turn)
    return entry
