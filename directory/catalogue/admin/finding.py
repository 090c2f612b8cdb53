"""How curators find entries: as readers do, in the order of the index, and beyond it what only curators see.

The index knows what is published; a room above says how it ranks (`rank_by`). The database is asked for the rest:
drafts, notes, references, addresses.
"""

import re

from django.db.models import Case, Q, When

FEWEST_DIGITS = 5  # a shorter number is a word like any other
MOST_WORDS = 20  # that each has to be there: a database takes no condition without end
rankers = []  # functions: words -> (ids in the order of the index, ids that match beyond those)


def rank_by(ranker):
    rankers.append(ranker)


class EntrySearch:
    """The search of a list of entries. `search_fields` are what the database is asked for."""

    search_fields = ["title", "aliases", "summary", "note", "reference", "slug", "url", "source"]
    search_help_text = "Any words, a telephone number, a web address or a reference."
    numbers = None  # the path to telephone numbers, for a kind that has them

    def get_search_results(self, request, entries, words):
        """A column that somebody sorts by comes before the rank."""
        if words.strip():
            entries = found(entries, words, self.says(words), ranked="o" not in request.GET)
        return entries, False

    def says(self, words):
        """Whether an entry has each of `words` somewhere, or the number that they are."""
        each = Q()
        for word in words.split()[:MOST_WORDS]:
            each &= Q(*((f"{name}__icontains", word) for name in self.search_fields), _connector=Q.OR)
        digits = re.sub(r"\D", "", words, flags=re.ASCII).removeprefix("0").removeprefix("44")
        if self.numbers and len(digits) >= FEWEST_DIGITS and not re.search(r"[^\W\d]", words):
            each |= Q((f"{self.numbers}__contains", digits))
        return each


def found(entries, words, also, *, ranked):
    """Those of `entries` that the index finds for `words`, in its order if `ranked`, and those that are `also`."""
    first, rest = [], []
    for ranker in rankers:
        best, others = ranker(words)
        first, rest = [*first, *best], [*rest, *others]
    asked = type(entries)(entries.model).filter(also).order_by().values("pk")
    matching = entries.filter(Q(pk__in=[*first, *rest]) | Q(pk__in=asked))
    if not (ranked and first):
        return matching
    places = Case(*(When(pk=pk, then=place) for place, pk in enumerate(first)), default=len(first))
    return matching.order_by(places, "title", "pk")
