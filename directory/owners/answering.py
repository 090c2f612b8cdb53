"""What an organisation answers by its link. A link takes one answer: the first, whoever else sends one."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.catalogue.actions.history import lock_in_order, locked, record_check
from directory.catalogue.states import Action
from directory.correspondence.queue import queue_email, site_address
from directory.correspondence.secret_link import uuid_signed
from directory.owners.asking import end_links, next_time
from directory.owners.models import AddressLink, ConfirmationLink, Owner, ProposedChange

ADDRESS_OPEN_FOR = timedelta(days=14)
Answer = ConfirmationLink.Answer


class ClosedError(Exception):
    """The link no longer takes an answer, and nothing was changed."""


def digest(posted):
    """What was sent with a form, so that the same form sent twice is known, and nothing of it is."""
    return salted_hmac("directory.owners.sent", repr(sorted(posted.lists())), algorithm="sha256").hexdigest()


def was_sent_before(token, sent):
    """Whether this very answer was taken: somebody pressed the button twice."""
    uuid = uuid_signed(token, ConfirmationLink)
    return bool(uuid) and ConfirmationLink.objects.filter(uuid=uuid, sent=sent).exclude(used_at=None).exists()


def use(link, answer, sent, now):
    """Take the one answer of `link`: of two at once, the second finds it closed. The entry is locked first."""
    locked(link.entry)
    taken = ConfirmationLink.objects.open(now).filter(pk=link.pk)
    if not taken.update(used_at=now, answer=answer, sent=sent):
        raise ClosedError
    end_links(ConfirmationLink.objects.filter(entry=link.entry_id, to=link.to))  # others for the same question
    owner = Owner.objects.filter(entry=link.entry_id, email=link.to).first()
    if owner:
        owner.confirmed_at, owner.due_on = now, next_time(owner, now)
        owner.paused = answer == Answer.STOP
        owner.save()


@transaction.atomic
def confirm(*, link, sent, now=None):
    """All is still right: the facts were checked today, by who knows best. A quality mark is not renewed by that."""
    now = now or timezone.now()
    use(link, Answer.RIGHT, sent, now)
    record_check(entry=locked(link.entry), on=timezone.localdate(now), action=Action.CONFIRMED)


@transaction.atomic
def stop(*, link, sent, now=None):
    """They do not want to be asked again."""
    use(link, Answer.STOP, sent, now or timezone.now())


@transaction.atomic
def propose(*, link, sent, said, new_email="", now=None):
    """Keep what they want changed for a curator; another address is asked about at the old one."""
    now = now or timezone.now()
    use(link, Answer.CHANGE, sent, now)
    if said["wanted"] or said["closed"] or said["words"]:
        ProposedChange.objects.create(entry=link.entry, link=link, received_at=now, **said)
    elif said["rest_is_right"]:
        record_check(entry=locked(link.entry), on=timezone.localdate(now), action=Action.CONFIRMED)
    if new_email and new_email.lower() != link.to.lower():
        ask_about_address(link, new_email, now)


def ask_about_address(link, new_email, now):
    asked = AddressLink.objects.create(
        entry=link.entry, to=link.to, new_email=new_email, created_at=now, expires_at=now + ADDRESS_OPEN_FOR
    )
    address = site_address(reverse("owners:address", args=[asked.token]))
    queue_email(
        key=f"owner_address:{asked.uuid.hex}", to=link.to, template="owner_address", context={"address": address}
    )


@transaction.atomic
def change_address(*, link, now=None):
    """Whoever reads the old address says so: from now on we write to the new one, for all that the old one owned."""
    now = now or timezone.now()
    owners = Owner.objects.filter(email__iexact=link.to)
    entries = list(owners.values_list("entry", flat=True))
    lock_in_order([link.entry_id, *entries])
    if not AddressLink.objects.open(now).filter(pk=link.pk).update(used_at=now):
        raise ClosedError
    owners.update(email=link.new_email)
    for model in (ConfirmationLink, AddressLink):
        end_links(model.objects.filter(entry__in=entries, to__iexact=link.to))
