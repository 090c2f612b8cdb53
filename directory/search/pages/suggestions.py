"""What somebody may be about to type, and where it leads: topics, pages of the site, and the entries that a search
would put first.
"""

from dataclasses import dataclass

from django.urls import reverse

from directory.catalogue.models import Entry
from directory.search.language.text_analysis import content_words
from directory.search.pages.filters.topic_words import words_of_topics
from directory.search.pages.my_setting import suffix_of
from directory.search.pages.site_pages import pages_begun_by

MOST = 8
MOST_TOPICS = 3
MOST_PAGES = 2


@dataclass(frozen=True)
class Suggestion:
    text: str
    kind: str
    url: str


def suggest(filterset):
    """Suggestions for an unfinished search. Every entry is found by a search with the same filters."""
    typed = filterset.chosen.get("q")
    if not typed:
        return []
    setting = suffix_of(filterset.chosen)
    first = [
        Suggestion(topic.name, "Topic", reverse("topics:hub", args=[topic.slug]) + setting)
        for topic in topics_beginning(filterset.snapshot, typed)[:MOST_TOPICS]
    ]
    first += [Suggestion(page.title, "Page", page.url + setting) for page in pages_begun_by(typed)[:MOST_PAGES]]
    found = filterset.hits().ids if content_words(typed) else []  # "who do i" says nothing of any entry
    return [*first, *entries_of(found[: MOST - len(first)])]


def topics_beginning(snapshot, typed):
    """Topics that have a name of which each typed word begins a word: first those whose own name begins so."""
    typed = content_words(typed)
    known = words_of_topics(snapshot.facets, snapshot.vocabulary)
    found = [one for one in known if typed and any(is_begun(words, typed) for words in one.words)]
    return [one.topic for one in sorted(found, key=lambda one: distance(one.words[0], typed))]


def is_begun(words, typed):
    return all(any(own.startswith(word) for own in words) for word in typed)


def distance(name, typed):
    """0 if the name begins with what was typed, 1 if it has that later, 2 if only another name has it."""
    return 2 if not is_begun(name, typed) else 1 if not name[0].startswith(typed[0]) else 0


def entries_of(ids):
    entries = Entry.objects.filter(pk__in=ids).with_door().in_bulk()
    found = (entries[pk] for pk in ids if pk in entries)
    return [Suggestion(entry.title, entry.door.label, entry.get_absolute_url()) for entry in found]
