"""Checking where entries lead to: politely, and never giving a link up at its first failure."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from queue import SimpleQueue
from time import monotonic, sleep
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from directory.catalogue.actions.history import lock_in_order
from directory.catalogue.duplicates import address_key, site_of
from directory.catalogue.models import Entry
from directory.fetching.fetch_outcome import Limits
from directory.fetching.fetching import fetch
from directory.freshness import our_network
from directory.freshness.models import Link
from directory.freshness.not_done import NotDoneError
from directory.freshness.our_network import are_similar, is_refusal, is_success
from directory.quality.lapsing import lapse
from directory.training.models import CourseSession

SITES_AT_ONCE = 8
PAUSE = 1.0  # seconds between two questions to one site
TRIES = 3  # within one run, for what may pass: no answer, or "try again later"
PASSING = {429, 500, 502, 503, 504}
GIVE_UP_AFTER = 3  # failed runs in a row
GIVE_UP_DAYS = 2  # and at least so many days since the first of them
EVERY = timedelta(days=7)
SOON = timedelta(hours=20)
SECONDS_TO_WAIT, SECONDS_FOR_ONE = 12, 12  # together less than a web server gives one request
SEEN_OR_SOON = ("published", "in_review")
FIRST = datetime(2000, 1, 1, tzinfo=UTC)  # before all that have waited for their next check
State = Link.State


# What to check


def find_links():
    """Bring the list of links in step with what entries say that readers see, or may see soon. Returns how many."""
    wanted = set(Entry.objects.filter(state__in=SEEN_OR_SOON).exclude(url="").values_list("pk", "url"))
    dates = CourseSession.objects.upcoming().filter(course__state__in=SEEN_OR_SOON).exclude(booking_url="")
    wanted |= set(dates.values_list("course_id", "booking_url"))
    known = {(link.entry_id, link.address): link.pk for link in Link.objects.all()}
    Link.objects.filter(pk__in=[known[key] for key in known.keys() - wanted]).delete()
    new = sorted(wanted - known.keys())
    Link.objects.bulk_create([Link(entry_id=entry, address=address) for entry, address in new], ignore_conflicts=True)
    forget_unreachable()
    return len(wanted)


@transaction.atomic
def forget_unreachable():
    """An entry whose broken address has been corrected or taken out is not unreachable any more."""
    still = Link.objects.filter(state=State.BROKEN, address=F("entry__url")).values("entry")
    mended = Entry.objects.unreachable().exclude(pk__in=still)
    lock_in_order(mended.values_list("pk", flat=True))
    mended.update(unreachable_since=None)


def addresses_of(entry):
    """The addresses that `entry` leads to today: its own and those where its coming dates are booked."""
    dates = CourseSession.objects.upcoming().filter(course=entry.pk)
    return {entry.url, *dates.values_list("booking_url", flat=True)} - {""}


@transaction.atomic
def follow_address(*, entry):
    """The web address of `entry` has become another: what came of the old one says nothing of it any more."""
    entry.links.exclude(address__in=addresses_of(entry)).delete()
    if entry.is_published and entry.url:
        Link.objects.update_or_create(entry=entry, address=entry.url, defaults={"next_at": FIRST})
    if entry.unreachable_since and not entry.links.filter(address=entry.url, state=State.BROKEN).exists():
        entry.unreachable_since = None
        entry.save(update_fields=["unreachable_since"])


@transaction.atomic
def ask_first(*, entry):
    """Have the links of `entry` asked before all others at the next check, though readers cannot see it yet."""
    for address in addresses_of(entry):
        Link.objects.update_or_create(entry_id=entry.pk, address=address, defaults={"next_at": FIRST})


# Asking


def fetch_soon(address):
    return fetch(address, limits=Limits(total=SECONDS_FOR_ONE))


def check_now(*, entry, fetch=fetch_soon):
    """Ask the links of `entry` at once, its own first, for as long as somebody can wait. Returns those asked."""
    addresses = sorted(addresses_of(entry), key=lambda address: (address != entry.url, address))
    links = (Link.objects.get_or_create(entry_id=entry.pk, address=address)[0] for address in addresses)
    return ask_for_a_while(links, fetch)


def check_some_now(*, links, fetch=fetch_soon):
    """Ask as many of `links` as somebody can wait for; the others are asked first at the next check. Returns both."""
    asked = ask_for_a_while(links, fetch)
    later = [link.pk for link in links if link not in asked]
    Link.objects.filter(pk__in=later).update(next_at=FIRST)
    return asked, len(later)


def ask_for_a_while(links, fetch):
    asked, end = [], monotonic() + SECONDS_TO_WAIT
    for link in links:
        if monotonic() > end:
            break
        record_answer(link=link, fetched=fetch(link.address))
        asked.append(link)
    return asked


def check_links(*, links, fetch=fetch, pause=PAUSE, noted=lambda link: None):
    """Ask each of `links` and keep what came of it; `noted` is called after each. No site is asked twice at once.

    Only the asking happens in threads: each good answer is written here as soon as it is there. What would be held
    against a site waits for the end, as most may answer so because of us: then NotDoneError.
    """
    troubled = []
    for link, fetched in answers_to(links, fetch, pause):
        if our_network.trouble_of(link, fetched):
            troubled.append((link, fetched))
        else:
            record_and_note(link, fetched, noted)
    sites = {our_network.host_of(link.address) for link in links}
    if our_network.are_ours(troubled, sites, partial(fetch_with_retries, fetch=fetch, pause=pause)):
        raise NotDoneError(our_network.OURS)
    for link, fetched in troubled:
        record_and_note(link, fetched, noted)


def record_and_note(link, fetched, noted):
    record_answer(link=link, fetched=fetched)
    noted(link)


def answers_to(links, fetch, pause):
    """(link, what came of asking it), one after the other as they come."""
    by_site = defaultdict(list)
    for link in links:
        by_site[urlsplit(link.address).netloc.lower()].append(link)
    came = SimpleQueue()
    with ThreadPoolExecutor(SITES_AT_ONCE) as pool:
        under_way = [pool.submit(fetch_site, some, fetch, pause, came.put) for some in by_site.values()]
        for site in under_way:
            site.add_done_callback(came.put)
        while under_way:
            answer = came.get()
            if answer in under_way:
                under_way.remove(answer)
                answer.result()  # raises what went wrong in its thread
            else:
                yield answer


def fetch_site(links, fetch, pause, tell):
    for number, link in enumerate(links):
        if number:
            sleep(pause)
        tell((link, fetch_with_retries(link.address, fetch, pause)))


def fetch_with_retries(address, fetch, pause):
    """What came of asking, after a few tries where the trouble may pass by itself."""
    for attempt in range(1, TRIES + 1):
        fetched = fetch(address)
        may_pass = fetched.status in PASSING or (fetched.problem and fetched.status is None)
        if not may_pass or attempt == TRIES or fetched.retry_after:
            return fetched
        sleep(pause * 2**attempt)
    return fetched


# Noting


@transaction.atomic
def record_answer(*, link, fetched, now=None):
    """Keep on `link` what came of asking it, and let its entry know where that matters to readers."""
    now = now or timezone.now()
    lock_in_order([link.entry_id])
    if not Link.objects.filter(pk=link.pk).exists():
        return  # while it was being asked its entry has gone, or has another address now
    link.checked_at = now
    link.status, link.problem = fetched.status, fetched.problem[:200]
    link.leads_to = fetched.address[:2000] if address_key(fetched.address) != address_key(link.address) else ""
    if is_success(fetched):
        record_success(link, fetched)
    elif is_refusal(fetched):
        link.state, link.failures, link.failing_since = State.REFUSED, 0, None
    else:
        record_failure(link, now)
    wait = SOON if link.state in (State.FAILING, State.BROKEN) else EVERY
    link.next_at = now + max(wait, timedelta(seconds=fetched.retry_after or 0))
    link.save()
    update_entry(link, now)


def record_success(link, fetched):
    link.failures, link.failing_since = 0, None
    title, before = fetched.title, link.title
    if title and before and not are_similar(title, before):
        link.title_before = link.title_before or before
    link.title = title or before
    if link.title_before and not are_similar(link.title, link.title_before):
        link.state = State.CHANGED
    else:
        link.title_before = ""
        link.state = State.MOVED if link.strays else State.WORKS


def record_failure(link, now):
    link.failures += 1
    link.failing_since = link.failing_since or now
    long_enough = now - link.failing_since >= timedelta(days=GIVE_UP_DAYS)
    gone = link.failures >= GIVE_UP_AFTER and long_enough
    link.state = State.BROKEN if gone or link.state == State.BROKEN else State.FAILING


def update_entry(link, now):
    entry = Entry.objects.get(pk=link.entry_id)
    if link.address == entry.url:
        broken = link.state == State.BROKEN
        if broken != (entry.unreachable_since is not None):
            entry.unreachable_since = timezone.localdate(now) if broken else None
            entry.save(update_fields=["unreachable_since"])
        if link.state == State.CHANGED or leads_to_another_site(link):
            lapse(entry=entry, because="The page it links to is not the one that was reviewed.")


def leads_to_another_site(link):
    return link.strays and site_of(link.leads_to) != site_of(link.address)


@transaction.atomic
def accept(*, link):
    """Somebody has looked: where the link leads is right as it is, and stays so until it leads elsewhere."""
    lock_in_order([link.entry_id])
    link.accepted_target = link.leads_to or link.accepted_target
    link.title_before, link.state, link.failures, link.failing_since = "", State.WORKS, 0, None
    link.save()
    update_entry(link, timezone.now())
