"""How much one network, and everybody together, may send in a while. Nothing here knows, or keeps, who they are.

Each limit counts only its own kind of sending. So nobody can fill one with another: votes or new lists never keep a
message out, and nothing but a network's own reports of harm can keep its next one out.

Whoever has many networks is one all the same: what the networks of one organisation send together is limited, and
what those of one provider do, whose customers are strangers to each other. Of what is limited for everybody they get
a tenth, and half. When what a provider or everybody may send is used up, there is as much again for organisations
that have sent nothing lately, one sending for each.
"""

import math
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.inbox.models import Submission
from directory.privacy.networks import PROVIDER, network_of, shortened

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """At most `from_one` sendings from one network, and `from_all` from everybody, in any `span`.

    Unless `alone`, what other networks of the same organisation or provider send counts too.
    """

    name: str
    span: timedelta
    from_one: int  # a school shares one address
    from_all: int | None = None
    alone: bool = False

    @property
    def from_organisation(self):
        if self.from_all is None:
            return self.from_one * NETWORKS
        return max(self.from_one, self.from_all // NETWORKS)

    @property
    def from_provider(self):
        if self.from_all is None:
            return self.from_one * NETWORKS * NETWORKS
        return max(self.from_one, self.from_all // 2)


NETWORKS = 10  # of one organisation, that may send as much as one may
MESSAGES = Limit("message", AN_HOUR, 6, settings.MESSAGES_AN_HOUR)
HARM = Limit("harm", AN_HOUR, 6, alone=True)  # or a wrong number: nothing that others send may keep these out
AGAIN = Limit("again", timedelta(seconds=5), 1, alone=True)  # the very same, by who pressed the button twice
VOTES = Limit("vote", A_DAY, 200)
VOTES_FOR_ONE_ENTRY = Limit("entry", A_DAY, 5)
LISTS = Limit("list", A_DAY, 60)
EMAILS = Limit("email", A_DAY, 20, settings.EMAILS_A_DAY)  # messages to an address that somebody typed
ANSWERS = Limit("answer", AN_HOUR, 120, alone=True)  # of organisations, by a link: some answer for dozens of entries


class TooManyError(Exception):
    """So many have been sent that this one is not taken now, and nothing of it is kept.

    `retry_after` is in seconds; `own` says whether the sender's own organisation sent them.
    """

    def __init__(self, retry_after, own):
        super().__init__()
        self.retry_after, self.own = retry_after, own


@transaction.atomic
def count(limit, address, about=""):
    """Count one sending from the IP `address`. `about` tells apart what is limited one by one, such as entries.

    Raises TooManyError where that would be too many, and then counts nothing.
    """
    networks = [network_of(address)]
    if not limit.alone:
        networks += [shortened(address) or address, f"provider {shortened(address, PROVIDER) or address}"]
    sender, wider, widest = [sender_of(f"{about} {one}".strip()) for one in networks] + [""] * (3 - len(networks))
    wait_for_turn(limit.name if limit.from_all else f"{limit.name} {widest or sender}")
    recent = Submission.objects.filter(limit=limit.name, at__gt=timezone.now() - limit.span)
    refuse_beyond(limit.from_one, recent.filter(sender=sender), limit, own=True)
    if not limit.alone:
        of_organisation = recent.filter(wider=wider)
        refuse_beyond(limit.from_organisation, of_organisation, limit, own=True)
        times = 1 if of_organisation.exists() else 2
        refuse_beyond(times * limit.from_provider, recent.filter(widest=widest), limit, own=False)
        if limit.from_all is not None:
            refuse_beyond(times * limit.from_all, recent, limit, own=False)
    Submission.objects.create(limit=limit.name, sender=sender, wider=wider, widest=widest)


def wait_for_turn(name):
    """Of all who count by `name` at once, one at a time, until its transaction ends: else each finds the last place
    free. SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        number = int.from_bytes(sha256(f"limits {name}".encode()).digest()[:8], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def refuse_beyond(most, sent, limit, *, own):
    if sent.count() >= most:
        free_again = sent.aggregate(first=Min("at"))["first"] + limit.span
        if own:  # at midnight everybody gets another name
            free_again = min(free_again, midnight())
        raise TooManyError(max(1, math.ceil((free_again - timezone.now()).total_seconds())), own)


def midnight():
    """The moment at which the day ends here."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time.min))


def sender_of(network):
    """A name for the sender that nobody can turn back into an address, and that is another one tomorrow."""
    return salted_hmac(
        "directory.inbox.submissions", f"{timezone.localdate()} {network}", algorithm="sha256"
    ).hexdigest()


def forget(*, now):
    """Take out the senders of yesterday."""
    Submission.objects.filter(at__lt=now - A_DAY).delete()
