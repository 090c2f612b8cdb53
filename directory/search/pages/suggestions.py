"""What somebody may be about to type: topics that begin so, and the entries that a search would put first."""

from dataclasses import dataclass

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.search.language.text_analysis import content_words

MOST = 8
MOST_TOPICS = 3


@dataclass(frozen=True)
class Suggestion:
    text: str
    kind: str


def suggest(filterset):
    """Suggestions for an unfinished search. Every one is found by a search with the same filters."""
    if "q" not in filterset.chosen:
        return []
    hits = filterset.hits(filterset.options)
    topics = [Suggestion(topic.name, "Topic") for topic in topics_beginning(filterset, hits.counts["topic"])]
    return [*topics, *entries_of(hits.ids[: MOST - len(topics)])]


def topics_beginning(filterset, counts):
    """Topics that something found is about, if each typed word begins one of theirs."""
    typed = content_words(filterset.chosen["q"])
    topics = [topic for code, topic in filterset.snapshot.facets.terms["topic"].items() if counts.get(code)]
    found = [
        topic
        for topic in topics
        if typed and all(any(own.startswith(word) for own in content_words(topic.name)) for word in typed)
    ]
    return found[:MOST_TOPICS]


def entries_of(ids):
    entries = Entry.objects.filter(pk__in=ids).only("title", "kind").in_bulk()
    return [Suggestion(entries[pk].title, Kind(entries[pk].kind).label) for pk in ids if pk in entries]
