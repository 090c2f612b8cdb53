"""Everything that is written of usage and coverage, and what is forgotten of it."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.insight.models import Count, Coverage, PhraseDay, QueryDigest, SearchedPhrase
from directory.insight.words import plain_words
from directory.search.documents.index_store import index_store
from directory.search.pages.result_lists import filterset_for

RELEASE = "insight.change_searchedphrase"
DAYS_NEEDED = 3  # different days that must share words before the words are kept
DAYS_NEEDED_IF_UNKNOWN = 10  # of words that no entry has: somebody's name is most often one of those
REMEMBERED = timedelta(days=90)  # how long a digest of words is kept
KEPT = timedelta(days=3 * 365)  # how long words and numbers are kept
COVERED = ("kind", "sector", "year", "ability", "topic")  # facets whose coverage is noted

ADD_UP = """
    INSERT INTO insight_count (day, what, key, number) VALUES (%s, %s, %s, %s)
    ON CONFLICT (day, what, key) DO UPDATE SET number = insight_count.number + excluded.number
"""


@transaction.atomic
def write(*, numbers, asked):
    """Add `numbers` ((day, what, key) -> how often) to what is there.

    `asked` are (day, query, whether something was found, whether the bank knows every word): see `words`.
    """
    rows = [(day.isoformat(), what, key, number) for (day, what, key), number in sorted(numbers.items())]
    with connection.cursor() as cursor:  # one statement that adds up, whatever other processes write meanwhile
        cursor.executemany(ADD_UP, rows)
    for day, query, found, known in sorted(asked):
        if words := plain_words(query):
            note_words(day=day, words=words, found=found, known=known)


def note_words(*, day, words, found, known):
    """Words are kept from the third different day on, or the tenth; until then there is only a digest of them.

    Kept is not yet public: a curator releases them (see `SearchedPhrase`).
    """
    digest = salted_hmac("directory.insight.words", words, algorithm="sha256").hexdigest()
    QueryDigest.objects.get_or_create(digest=digest, day=day)
    days = QueryDigest.objects.filter(digest=digest, day__gt=day - REMEMBERED).count()
    if days >= (DAYS_NEEDED if known else DAYS_NEEDED_IF_UNKNOWN):
        phrase, _ = SearchedPhrase.objects.get_or_create(words=words)
        if phrase.state != SearchedPhrase.State.HIDDEN:
            PhraseDay.objects.get_or_create(phrase=phrase, day=day, found=found)


@transaction.atomic
def decide_phrase(*, phrase, state, by):
    """Release a phrase to the public, or hide it for good: then nothing is kept of when it was searched for."""
    if not by.has_perm(RELEASE):
        raise PermissionDenied
    phrase.state = state
    phrase.save()
    if state == SearchedPhrase.State.HIDDEN:
        phrase.days.all().delete()


@transaction.atomic
def forget(*, today=None):
    """Delete digests, phrases and numbers that are old. What was hidden is remembered, so that it stays hidden."""
    today = today or timezone.localdate()
    QueryDigest.objects.filter(day__lte=today - REMEMBERED).delete()
    PhraseDay.objects.filter(day__lt=today - KEPT).delete()
    SearchedPhrase.objects.filter(days__isnull=True).exclude(state=SearchedPhrase.State.HIDDEN).delete()
    Count.objects.filter(day__lt=today - KEPT).delete()


@transaction.atomic
def note_coverage(*, today=None):
    """Keep how much there is for each option today; a second time on one day, anew. Returns the rows."""
    today = today or timezone.localdate()
    Coverage.objects.filter(day=today).delete()
    published, assured = coverage_now(), coverage_now(quality=["quality_assured"])
    return Coverage.objects.bulk_create(
        Coverage(day=today, facet=facet, code=code, published=number, assured=assured[facet][code])
        for facet in COVERED
        for code, number in published[facet].items()
    )


def coverage_now(**filters):
    """Facet -> code -> how many published entries fit, as the search counts them."""
    snapshot = index_store.snapshot()
    options = {name: snapshot.facets.options()[name] for name in COVERED}
    return filterset_for(filters, snapshot).hits(options).counts
