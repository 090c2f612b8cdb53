"""What people type, in all the ways an entry may say it."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max

from directory.search.analysis import terms
from directory.search.models import SynonymGroup

LONGEST_PHRASE = 8  # terms; longer phrases of a query are not looked up among the synonyms


@dataclass(frozen=True)
class Clause:
    """One thing asked for: an entry matches if it has any of `phrases`, each a tuple of terms that stand together."""

    phrases: tuple[tuple[str, ...], ...]


def clauses(query):
    """Read `query` from left to right, the longest known phrase first. All clauses must match.

    Words between double quotation marks stand together and mean only themselves.
    """
    known = phrase_book()
    found = []
    for position, part in enumerate(query.split('"')):
        words = terms(part)
        if position % 2:
            found += [Clause((tuple(words),))] if words else []
            continue
        while words:
            size = next((n for n in range(min(len(words), LONGEST_PHRASE), 1, -1) if tuple(words[:n]) in known), 1)
            phrase = tuple(words[:size])
            found.append(Clause(known.get(phrase, (phrase,))))
            words = words[size:]
    return tuple(dict.fromkeys(found))


def phrase_book():
    """Every phrase of every group, with all the phrases of its groups. Edits count at the next call."""
    edition = SynonymGroup.objects.aggregate(groups=Count("pk"), changed=Max("updated_at"))
    return _phrase_book(edition["groups"], edition["changed"])


@lru_cache(maxsize=2)
def _phrase_book(groups, changed):
    book = {}
    for group in SynonymGroup.objects.all():
        phrases = [tuple(terms(line)) for line in group.phrases.splitlines()]
        phrases = tuple(dict.fromkeys(phrase for phrase in phrases if phrase))
        for phrase in phrases:
            book[phrase] = tuple(dict.fromkeys((phrase, *book.get(phrase, ()), *phrases)))
    return book
