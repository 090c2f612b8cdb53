"""Writing what was counted, and forgetting old figures."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from directory.inbox.limits import wait_for_turn
from directory.insight.models import Count, PhraseDay, QueryDigest, SearchedPhrase
from directory.insight.searched_phrases import REMEMBERED, note_words, phrase_worth_keeping

KEPT = timedelta(days=3 * 365)  # how long words and numbers are kept

ADD_UP = """
    INSERT INTO insight_count (day, what, key, number) VALUES (%s, %s, %s, %s)
    ON CONFLICT (day, what, key) DO UPDATE SET number = insight_count.number + excluded.number
"""


@transaction.atomic
def write_usage(*, numbers, asked):
    """Add `numbers` ((day, what, key) -> how often) to what is there.

    `asked` are (day, query, whether something was found, whether the bank knows every word): see `searched_phrases`.
    """
    rows = [(day.isoformat(), what, key, number) for (day, what, key), number in sorted(numbers.items())]
    with connection.cursor() as cursor:  # one statement that adds up, whatever other processes write meanwhile
        cursor.executemany(ADD_UP, rows)
    if asked:
        wait_for_turn("words")  # so that all processes together keep to what may be remembered in a day
    for day, query, found, known in sorted(asked):
        if words := phrase_worth_keeping(query):
            note_words(day=day, words=words, found=found, known=known)


@transaction.atomic
def forget_old_usage(*, today=None):
    """Delete digests, phrases and numbers that are old. What was hidden is remembered, so that it stays hidden."""
    today = today or timezone.localdate()
    QueryDigest.objects.filter(day__lte=today - REMEMBERED).delete()
    PhraseDay.objects.filter(day__lt=today - KEPT).delete()
    SearchedPhrase.objects.filter(days__isnull=True).exclude(state=SearchedPhrase.State.HIDDEN).delete()
    Count.objects.filter(day__lt=today - KEPT).delete()
