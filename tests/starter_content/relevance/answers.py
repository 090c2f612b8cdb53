"""What the search answers to judged queries, and how good that is."""

from dataclasses import dataclass
from urllib.parse import urlencode

from directory.catalogue.models import Entry
from directory.search.pages.search_page.page import SearchPage
from tests.search.asking import filterset_for
from tests.starter_content.relevance.queries import Query

SHOWN = 10  # how many of the first results must be safe for whoever asks


@dataclass(frozen=True)
class Answer:
    """What came of a query: entries in their order, and the codes of the topics that "do this now" names."""

    query: Query
    found: list
    says_nothing: bool
    topics: list

    @property
    def place(self):
        """Of the first wanted entry, from 1; None if none was found."""
        return next((place for place, entry in enumerate(self.found, 1) if entry in self.query.wanted), None)

    def succeeds(self, within):
        return self.place is not None and self.place <= within

    @property
    def violations(self):
        return [*(self.query.never & set(self.found[:SHOWN])), *(self.query.not_first & set(self.found[:1]))]


def answers_to(queries):
    """Ask the search. The starter content must be loaded."""
    entries = entries_by_id()
    return [answer_to(query, entries) for query in queries]


def entries_by_id():
    return {pk: (kind, slug) for pk, kind, slug in Entry.objects.values_list("pk", "kind", "slug")}


def answer_to(query, entries):
    filterset = filterset_for(urlencode({"q": query.text}))
    every = pages_of(filterset)
    return Answer(
        query,
        found=[entries[pk] for hits in every for pk in [*hits.ids, *hits.near]],
        says_nothing=says_nothing(SearchPage("/search/", filterset, every[0])),
        topics=topics_of_the_box(filterset),
    )


def pages_of(filterset):
    """Every page of the list. What is near in meaning stands on the last, after its results."""
    first = filterset.hits()
    return [first, *(filterset.with_changes(page=number).hits() for number in range(2, first.pages + 1))]


def says_nothing(page):
    """Whether readers see, or are told, that we have nothing with their words."""
    return not page.total or any(notice.startswith("Nothing") for notice in page.notices)


def topics_of_the_box(filterset):
    named = [filterset.topic_meant, *getattr(filterset, "also_meant", [])]
    return [topic.code for topic in named if topic is not None]
