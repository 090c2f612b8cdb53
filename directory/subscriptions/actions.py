"""All that changes what readers get by email. Whoever is not confirmed, and whoever stops, is forgotten."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.correspondence.models import Email
from directory.correspondence.queue import queue_email, site_address
from directory.inbox import limits
from directory.subscriptions.models import Subscription

TO_CONFIRM = timedelta(days=7)
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
MOST_CONFIRMATIONS = 3  # messages to one address in a day, whoever asks for them
CONFIRM = "reader:confirm:"


@transaction.atomic
def ask(*, address, to, wanted):
    """Keep that somebody asks for news, and ask the owner of the email address. The answer tells nobody anything.

    `address` is the sender's on the network, which is not kept. Raises limits.TooManyError.
    """
    limits.count(limits.EMAILS, address)
    if sent_twice(address, to, wanted):
        return
    about = {"to": to.lower(), "what": wanted.what, "query": wanted.query, "network": wanted.network}
    end = timezone.now() + TO_CONFIRM
    subscription, is_new = Subscription.objects.get_or_create(**about, defaults={"expires_at": end})
    if not subscription.is_confirmed:
        subscription.expires_at = end
        subscription.save(update_fields=["expires_at"])
    if not send_confirmation(subscription, wanted) and is_new:
        subscription.delete()


def sent_twice(address, to, wanted):
    try:
        limits.count(limits.AGAIN, address, about=f"{to.lower()} {wanted.what} {wanted.query} {wanted.network}")
    except limits.TooManyError:
        return True
    return False


def send_confirmation(subscription, wanted):
    """Queue it, unless the address has had enough of them today. The keys are numbered: no two senders go beyond."""
    person, today = person_of(subscription.to), timezone.localdate()
    said = {"wanted": wanted, "link": site_address(subscription.get_absolute_url())}
    return any(
        queue_email(
            key=f"{CONFIRM}{person}:{today}:{number}", to=subscription.to, template="confirm_address", context=said
        )
        for number in range(MOST_CONFIRMATIONS)
    )


def person_of(to):
    """A name for a mailbox that nobody can turn back into its address. A tag after "+" is the same mailbox."""
    name, _, host = to.lower().rpartition("@")
    mailbox = f"{name.partition('+')[0]}@{host}"
    return salted_hmac("directory.subscriptions.person", mailbox, algorithm="sha256").hexdigest()[:32]


@transaction.atomic
def confirm(*, subscription, now=None):
    """The owner of the address wants it. Saying so twice changes nothing."""
    now = now or timezone.now()
    Subscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(
        confirmed_at=now, told_until=now, expires_at=FOR_EVER
    )


@transaction.atomic
def stop(*, subscription):
    """Forget the subscription and its address, here and in what was or would be sent for it."""
    emails = Email.objects.filter(to=subscription.to)
    own = emails.filter(key__startswith="reader:", key__contains=subscription.uuid.hex)
    own.waiting().delete()
    emails.exclude(state="waiting").filter(Q(pk__in=own) | Q(key__startswith=CONFIRM)).forget()
    subscription.delete()


@transaction.atomic
def forget_unconfirmed(*, now):
    """Forget the addresses that nobody confirmed within a week. Returns what was done, in words."""
    found = list(Subscription.objects.never_confirmed(now))
    for subscription in found:
        stop(subscription=subscription)
    return f"{len(found)} never confirmed and forgotten"


def headers_for(subscription):
    """What lets a mail program stop the messages with one press (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{site_address(subscription.stop_url)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
