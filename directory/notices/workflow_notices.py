"""What is told of an entry's way to readers: to those who wrote it, and to those who review it.

What may happen many times in a while is gathered into one email. No title of a draft is told: a reader may have
typed it.
"""

from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action
from directory.catalogue.workflow import REVIEW, is_own_work
from directory.correspondence.queue import add_to_email, queue_email, site_address
from directory.notices.models import EmailChoices
from directory.notices.recipients import authors_who_want_it, people_who_want
from directory.quality.actions import ASSURE

GATHERED = timedelta(minutes=15)
AT_ONCE = EmailChoices.Reviews.AT_ONCE


def edit_link(entry):
    return site_address(edit_address(Kind(entry.kind), entry.pk))


def window(now):
    """(a name for the quarter of an hour that it is, when that ends)"""
    number = int(now.timestamp() // GATHERED.total_seconds())
    return number, datetime.fromtimestamp((number + 1) * GATHERED.total_seconds(), UTC)


def gather(what, user, line, now=None):
    number, end = window(now or timezone.now())
    add_to_email(key=f"{what}:{user.pk}:{number}", to=user.email, template=what, line=line, send_after=end)


def tell_authors(revisions):
    """That what they wrote was published, or sent back, by somebody else."""
    by_entry = authors_of([revision.entry_id for revision in revisions])
    people = authors_who_want_it(set().union(*by_entry.values()))
    for revision in revisions:
        for pk in by_entry[revision.entry_id] - {revision.by_id}:
            if pk in people:
                tell_author(people[pk], revision)


def tell_author(user, revision):
    entry = revision.entry
    if revision.action == Action.PUBLISHED:
        gather("published", user, f"{entry.title}: {site_address(entry.get_absolute_url())}")
        return
    queue_email(
        key=f"sent_back:{entry.pk}:{revision.number}:{user.pk}",
        to=user.email,
        template="sent_back",
        context={"link": edit_link(entry)},
    )


def authors_of(entry_ids):
    """Entry id -> ids of whoever added it and of whoever sent it for review last. Two queries, for any number."""
    authors = {pk: set() for pk in entry_ids}
    for pk, author in Entry.objects.with_ids(entry_ids).exclude(created_by=None).values_list("pk", "created_by"):
        authors[pk].add(author)
    sent = Revision.objects.of(Action.SUBMITTED).filter(entry__in=entry_ids).exclude(by=None)
    last = dict(sent.order_by("number").values_list("entry", "by"))
    for pk, author in last.items():
        authors[pk].add(author)
    return authors


def tell_reviewers(revisions):
    """That something waits, for those who want to know straight away. The others have it in their digest."""
    people = people_who_want(REVIEW, "reviews", AT_ONCE)
    for revision in revisions:
        for user in people:
            if user.pk != revision.by_id:
                gather("to_review", user, edit_link(revision.entry))


def tell_second_reviewers(review):
    """That a quality review has begun and needs another person."""
    assessment = review.assessment
    if assessment.reviews.count() != 1:
        return
    link = site_address(reverse("admin:catalogue_entry_quality", args=[assessment.entry_id]))
    for user in people_who_want(ASSURE, "reviews", AT_ONCE):
        if user.pk != review.reviewer_id and not is_own_work(user, assessment.entry):
            key = f"second_review:{assessment.pk}:{user.pk}"
            queue_email(key=key, to=user.email, template="second_review", context={"link": link})


def tell_of_late_entries(*, now):
    """That what was to be published by now could not be. Told once for each moment that was set."""
    late, told = list(Entry.objects.not_published_in_time(now)), 0
    authors = authors_of([entry.pk for entry in late]) if late else {}
    people = authors_who_want_it(set().union(*authors.values())) if late else {}
    for entry in late:
        for pk in authors[entry.pk] & people.keys():
            key = f"late:{entry.pk}:{entry.publish_at:%Y%m%d%H%M}:{pk}"
            told += queue_email(key=key, to=people[pk].email, template="late", context={"link": edit_link(entry)})
    return told
