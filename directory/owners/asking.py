"""Asking organisations whether what we say is still right: who they are, the links and the emails.

Curators ask; `jobs` reminds. Each action is whole or not at all.
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions.history import lock_in_order
from directory.catalogue.models import Entry
from directory.correspondence.queue import compose, queue_emails, site_address
from directory.owners.models import AddressLink, ConfirmationLink, Owner

MANAGE = "owners.change_owner"
OPEN_FOR = timedelta(days=60)
MOST = 200  # entries at once


def may_manage(user):
    if not user.has_perm(MANAGE):
        raise PermissionDenied


# Who answers for an entry


@transaction.atomic
def set_owner(*, entry, by, **said):
    """Say who is asked of an entry. Links that were sent to another address end."""
    may_manage(by)
    lock_in_order([entry.pk])
    owner = Owner.objects.filter(entry=entry.pk).first() or Owner(entry_id=entry.pk, created_by=by)
    for name, value in said.items():
        setattr(owner, name, value)
    since = owner.confirmed_at or owner.created_at
    owner.due_on = next_time(owner, since) if owner.confirmed_at else timezone.localdate(since)
    owner.save()
    end_links(ConfirmationLink.objects.filter(entry=entry.pk).exclude(to=owner.email))
    end_links(AddressLink.objects.filter(entry=entry.pk).exclude(to=owner.email))
    return owner


def next_time(owner, moment):
    return timezone.localdate(moment) + relativedelta(months=owner.every_months)


@transaction.atomic
def forget_owner(*, entry, by):
    """Take an address out, wherever this room keeps it. What they answered stays, without it."""
    may_manage(by)
    lock_in_order([entry.pk])
    for model in (ConfirmationLink, AddressLink, Owner):
        model.objects.filter(entry=entry.pk).delete()


def proposed_owners(ids):
    """[(entry, address)] of those without an owner, from the first address that their page shows readers."""
    entries = Entry.objects.filter(pk__in=ids, owner=None, organisation__contact_points__channel="email")
    found = entries.values_list("pk", "organisation__contact_points__value").order_by(
        "title", "pk", "organisation__contact_points__order", "organisation__contact_points__pk"
    )
    first = dict(reversed(found))
    return [(entry, first[entry.pk]) for entry in Entry.objects.filter(pk__in=first).order_by("title", "pk")]


@transaction.atomic
def accept_owners(*, ids, by):
    """Make those of `proposed_owners` that a person ticked owners. Returns how many."""
    may_manage(by)
    proposed = proposed_owners(ids)
    made = [Owner(entry_id=entry.pk, email=address, created_by=by) for entry, address in proposed]
    return len(Owner.objects.bulk_create(made))


# Asking


@dataclass(frozen=True)
class Round:
    """Whom a click would ask, by address, and what is left out: (entry, why)."""

    to_ask: list
    left_out: list

    @property
    def by_address(self):
        ordered = sorted(self.to_ask, key=address_of)
        return [(address, list(owners)) for address, owners in groupby(ordered, key=address_of)]


def address_of(owner):
    return owner.email.lower()


def round_for(ids, now=None):
    """Who would be asked of these entries, in a few queries for hundreds."""
    owners = {owner.entry_id: owner for owner in Owner.objects.of_entries(ids)}
    links = ConfirmationLink.objects.sent_lately(now).filter(entry__in=ids)
    asked = {(link.entry_id, link.to): link for link in links.order_by("created_at")}
    to_ask, left_out = [], []
    for entry in Entry.objects.filter(pk__in=ids).order_by("title", "pk"):
        owner = owners.get(entry.pk)
        why = why_not_ask(entry, owner, owner and asked.get((entry.pk, owner.email)))
        (left_out.append((entry, why)) if why else to_ask.append(owner))
    return Round(to_ask, left_out)


def why_not_ask(entry, owner, lately):
    if owner is None:
        return "We have no address."
    if owner.paused:
        return "They are not to be written to."
    if not entry.is_published:
        return "Readers cannot see it."
    return f"Asked on {timezone.localdate(lately.created_at):%-d %B %Y}." if lately else ""


@transaction.atomic
def ask(*, ids, by, now=None):
    """Send a link for each entry to whoever answers for it; one email to each address. Returns what was done."""
    may_manage(by)
    now = now or timezone.now()
    lock_in_order(ids)  # two clicks at once ask once
    found = round_for(ids, now)
    end_links(ConfirmationLink.objects.filter(entry__in=[owner.entry_id for owner in found.to_ask]))
    links = ConfirmationLink.objects.bulk_create(
        ConfirmationLink(entry=owner.entry, to=owner.email, created_at=now, created_by=by, expires_at=now + OPEN_FOR)
        for owner in found.to_ask
    )
    queue_emails([compose(**asking_email(some, "owner_ask", 0)) for some in by_recipient(links)])
    return found


def by_recipient(links):
    ordered = sorted(links, key=lambda link: (link.to.lower(), link.entry.title))
    return [list(some) for _, some in groupby(ordered, key=lambda link: link.to.lower())]


def asking_email(links, template, number):
    """One email with a link for each of some entries of one organisation."""
    asked = [{"title": in_one_line(link.entry.title), "address": address_of_link(link)} for link in links]
    until = f"{timezone.localdate(links[0].expires_at):%-d %B %Y}"
    context = {"asked": asked, "until": until, "privacy": site_address(reverse("pages:privacy"))}
    key = f"{template}:{links[0].uuid.hex}:{number}"
    return {"key": key, "to": links[0].to, "template": template, "context": context}


def in_one_line(title):
    return " ".join(title.split())


def address_of_link(link):
    return site_address(reverse("owners:confirm", args=[link.token]))


# Reminding and ending


@transaction.atomic
def remind(*, now, after_days, number):
    """Remind whoever has not answered for so many days; the same link again. Returns how many emails."""
    waiting = ConfirmationLink.objects.waiting(now).filter(
        reminders__lt=number, created_at__lte=now - timedelta(days=after_days)
    )
    lock_in_order(waiting.values_list("entry", flat=True))
    links = list(waiting)
    queue_emails([compose(**asking_email(some, "owner_reminder", number)) for some in by_recipient(links)])
    ConfirmationLink.objects.filter(pk__in=[link.pk for link in links]).update(reminders=number)
    return len(by_recipient(links))


def end_links(links):
    return links.open().update(revoked_at=timezone.now())


@transaction.atomic
def revoke(*, entry, by, link=None):
    """End one link of an entry, or all of them. Returns how many were still open."""
    may_manage(by)
    lock_in_order([entry.pk])
    links = ConfirmationLink.objects.filter(entry=entry.pk)
    return end_links(links.filter(pk=link) if link else links)
