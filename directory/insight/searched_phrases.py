"""Which of the words that people search for may be kept at all, and which of these the public sees."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.crypto import salted_hmac

from directory.insight.models import PhraseDay, QueryDigest, SearchedPhrase
from directory.privacy.findings import findings
from directory.search.language.text_analysis import content_words

LONGEST = 80  # characters of a query
MOST = 8  # words
RELEASE = "insight.change_searchedphrase"
DAYS_NEEDED = 3  # different days that must share words before the words are kept
DAYS_NEEDED_IF_UNKNOWN = 10  # of words that no entry has: somebody's name is most often one of those
REMEMBERED = timedelta(days=90)  # how long a digest of words is kept
MOST_A_DAY = 1_000  # digests in a day, whoever searches; as many again of words that were searched for before
MOST_WAITING = 500  # phrases that curators have not looked at


def phrase_worth_keeping(query):
    """The folded words of a query; nothing for one that is long, holds a number that is no age, or looks personal."""
    if len(query) > LONGEST or findings(query):
        return ""
    found = content_words(query)
    numbers = [word for word in found if any(map(str.isdigit, word)) and len(word) > 3]
    phrase = " ".join(found)  # one sign may fold to several, so this can be longer than what was typed
    return "" if len(found) > MOST or numbers or len(phrase) > LONGEST else phrase


def note_words(*, day, words, found, known):
    """Words are kept from the third different day on, or the tenth; until then there is only a digest of them.

    Kept is not yet public: a curator releases them (see `SearchedPhrase`).
    """
    digest = salted_hmac("directory.insight.words", words, algorithm="sha256").hexdigest()
    days = days_of(digest, day)
    if days >= (DAYS_NEEDED if known else DAYS_NEEDED_IF_UNKNOWN):
        phrase = phrase_of(words)
        if phrase and phrase.state != SearchedPhrase.State.HIDDEN:
            PhraseDay.objects.get_or_create(phrase=phrase, day=day, found=found)


def days_of(digest, day):
    """On how many days, of late and with this one. No more are remembered in a day than a table can bear for ever."""
    same = QueryDigest.objects.filter(digest=digest, day__gt=day - REMEMBERED)
    days = set(same.values_list("day", flat=True))
    room = MOST_A_DAY * (2 if days else 1)
    if day not in days and QueryDigest.objects.filter(day=day).count() < room:
        QueryDigest.objects.create(digest=digest, day=day)
        days.add(day)
    return len(days)


def phrase_of(words):
    """What is kept of them; nothing while more wait for a curator than anybody can look at."""
    phrase = SearchedPhrase.objects.filter(words=words).first()
    if phrase is None and SearchedPhrase.objects.waiting().count() < MOST_WAITING:
        phrase = SearchedPhrase.objects.create(words=words)
    return phrase


@transaction.atomic
def decide_phrase(*, phrase, state, by):
    """Release a phrase to the public, or hide it for good: then nothing is kept of when it was searched for."""
    if not by.has_perm(RELEASE):
        raise PermissionDenied
    if phrase.state == SearchedPhrase.State.HIDDEN:
        return  # for good
    phrase.state = state
    phrase.save()
    if state == SearchedPhrase.State.HIDDEN:
        phrase.days.all().delete()
