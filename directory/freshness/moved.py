"""A link that goes to another address now: the new one takes the place of the old one, where the entry says it."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from directory.catalogue.actions.history import locked, record_revision
from directory.catalogue.duplicates import duplicates_of
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action
from directory.catalogue.workflow import may_edit
from directory.freshness.models import Link


@transaction.atomic
def use_new_address(*, link, by):
    """Put the address that `link` goes to into its entry, or into the date that is booked there. Kept in the history.

    Raises ValidationError, a sentence, where the form of the entry would refuse that address or ask about it.
    """
    own = locked(link.entry).specific
    if not may_edit(by, own):
        raise PermissionDenied
    if problem := why_not_use(link, own):
        raise ValidationError(problem)
    before, now = link.address, link.leads_to
    record = with_address(record_of(own), before, now)
    if record is None:
        raise ValidationError("The entry does not have this address any more.")
    follow(link, now)
    apply_record(own, record)
    record_revision(
        entry=own, action=Action.EDITED, by=by, why=f"Its address has moved, from {before} to {now}."[:2000]
    )
    return own


def why_not_use(link, own):
    if not link.leads_to:
        return "We do not know of a new address."
    if urlsplit(link.leads_to).scheme not in ("http", "https"):
        return "Only web addresses (http or https) can be used."
    if len(link.leads_to) > Entry._meta.get_field("url").max_length:
        return "The new address is too long. Find a shorter one."
    others = duplicates_of(title="", url=link.leads_to, but=own.pk)
    if others and link.address == own.url:
        return f"“{others[0].entry}” has the new address already. Are they the same thing? Edit the entry to use it."
    return ""


def with_address(record, before, now):
    """`record` with one address in the place of another; None where it does not have that."""
    changed = {"url": now} if record["url"] == before else {}
    dates = record.get("sessions", [])
    if any(row["booking_url"] == before for row in dates):
        changed["sessions"] = [row | {"booking_url": now} if row["booking_url"] == before else row for row in dates]
    return record | changed if changed else None


def follow(link, now):
    """The link becomes that of the new address, which has just answered."""
    Link.objects.filter(entry=link.entry_id, address=now).exclude(pk=link.pk).delete()
    link.address, link.leads_to, link.accepted_target, link.title_before = now, "", "", ""
    link.state, link.failures, link.failing_since = Link.State.WORKS, 0, None
    link.save()
