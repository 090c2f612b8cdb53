"""Atom and RSS feeds of what is new, with the same filters as the search page."""

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape

from directory.catalogue.doors import Door
from directory.catalogue.models import Entry
from directory.catalogue.plain_text import UNSEEN
from directory.catalogue.records.last_changes import last_changes
from directory.search.pages.addresses import search_address, with_query

MOST = 20  # entries in a feed: one page of a search

# The feeds there are: what they are called in addresses -> the door of what they have, or everything.
FEEDS = {"latest": None} | {door.path: door for door in Door}


def without_control_characters(text):
    """XML holds no control characters."""
    return UNSEEN.sub("", text)


class EntryFeed(Feed):
    """The newest entries that fit a search (`question`, a valid EntryFilterSet) of one door or of all."""

    description = "New in the resource bank for Staffordshire schools."
    subtitle = description
    author_name = "Resource bank"
    language = "en-gb"

    def __init__(self, what, question, ids):
        self.what, self.question, self.ids = what, question, ids
        self.door = FEEDS[what]

    def title(self):
        return f"Resource bank: {self.door.label.lower() if self.door else 'all that is new'}"

    def link(self):
        return search_address(self.question.chosen, self.door)

    def feed_url(self):
        name = "atom" if self.feed_type is PlainAtom else "rss"
        query = self.question.data.urlencode()
        return with_query(reverse(f"opendata:{name}", args=[self.what]), query)

    def items(self):
        found = Entry.objects.published().with_terms().with_door().in_bulk(self.ids)
        self.changed = last_changes(found)
        return [found[pk] for pk in self.ids if pk in found]

    def item_title(self, entry):
        return without_control_characters(entry.title)

    def item_description(self, entry):
        """What RSS holds is HTML."""
        return escape(without_control_characters(entry.summary))

    def item_guid(self, entry):
        return entry.uuid.urn

    item_guid_is_permalink = False

    def item_pubdate(self, entry):
        return entry.published_at

    def item_updateddate(self, entry):
        """When readers could last see a change: what only curators see makes no news."""
        return self.changed.get(entry.pk, entry.published_at)

    def item_categories(self, entry):
        return [entry.door.label, *(topic.name for topic in entry.topics.all())]


class PlainAtom(Atom1Feed):
    """Summaries as the plain text that they are."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"description": None})
        handler.addQuickElement("summary", item["description"], {"type": "text"})


class AtomFeed(EntryFeed):
    feed_type = PlainAtom

    def item_description(self, entry):
        return without_control_characters(entry.summary)


class RssFeed(EntryFeed):
    feed_type = Rss201rev2Feed
