"""Atom and RSS feeds of what is new, with the same filters as the search page."""

from django.contrib.syndication.views import Feed
from django.utils.html import escape
from django.utils.http import http_date

from directory.catalogue.doors import Door
from directory.catalogue.models import Entry
from directory.catalogue.plain_text import UNSEEN
from directory.catalogue.records.last_changes import last_changes
from directory.county.current import county
from directory.govuk.addresses import site_address
from directory.opendata.api.validators import last_change
from directory.opendata.feeds.formats import PagedRss, PlainAtom
from directory.opendata.feeds.permanent_ids import feed_id, scheme_of
from directory.search.engine.pagination import RESULTS_PER_PAGE
from directory.search.pages.addresses import search_address, with_query
from directory.search.pages.filters.fields import without_homes

# The feeds there are: what they are called in addresses -> the door of what they have, or everything.
FEEDS = {"latest": None} | {door.path: door for door in Door}

# That its facts were looked at again, or may be found by another word, is no reason to read an entry once more.
NO_NEWS = frozenset({"checked_on", "review_due_on", "aliases"})


def without_control_characters(text):
    """XML holds no control characters."""
    return UNSEEN.sub("", text)


class EntryFeed(Feed):
    """The newest entries that fit a search (`question`, a valid EntryFilterSet) of one door or of all."""

    description = f"New in the resource bank for {county.schools}."
    subtitle = description
    author_name = county.site_name
    language = "en-gb"

    def __init__(self, what, question, request):
        self.what, self.question, self.request = what, question, request
        self.asked = without_homes(request.GET)
        self.door, self.hits = FEEDS[what], question.hits()

    def __call__(self, request, *args, **kwargs):
        """By date alone a reader asks whether anything has changed: what has left the feed is no date in it."""
        response = super().__call__(request, *args, **kwargs)
        changed = last_change()
        if changed:
            response.headers["Last-Modified"] = http_date(changed)
        else:
            del response.headers["Last-Modified"]  # Django's, of the entries alone
        return response

    def title(self):
        return f"{county.site_name}: {self.door.label.lower() if self.door else 'all that is new'}"

    def link(self):
        chosen = {name: value for name, value in self.chosen.items() if name != "page"}
        return site_address(search_address(chosen, self.door))

    @property
    def chosen(self):
        return self.question.chosen

    def feed_guid(self):
        return feed_id(self.what, self.chosen)

    def feed_url(self):
        """The address that was asked, as it was asked, but for its host and for where a family may live."""
        if self.asked is self.request.GET:
            return site_address(self.request.get_full_path())
        return site_address(with_query(self.request.path, self.asked.urlencode()))

    def feed_extra_kwargs(self, obj):
        words = without_control_characters(self.chosen.get("q", ""))
        return {
            "pages": {name: self.address_of(number) for name, number in self.pages.items()},
            "numbers": {
                "totalResults": self.hits.total,
                "startIndex": (self.hits.page - 1) * RESULTS_PER_PAGE + 1,
                "itemsPerPage": RESULTS_PER_PAGE,
            },
            "request": ({"searchTerms": words} if words else {}) | {"startPage": str(self.hits.page)},
        }

    @property
    def has_its_page(self):
        return self.chosen.get("page", 1) == self.hits.page

    @property
    def pages(self):
        here, last = self.hits.page, self.hits.pages
        beside = {"previous": here - 1, "next": here + 1}
        return (
            {"first": 1} | {name: number for name, number in beside.items() if 1 <= number <= last} | {"last": last}
        )

    def address_of(self, page):
        data = self.asked.copy()
        data.pop("page", None)
        if page > 1:
            data["page"] = page
        return site_address(with_query(self.request.path, data.urlencode()))

    def items(self):
        found = Entry.objects.published().with_terms().with_door().in_bulk(self.hits.ids)
        self.changed = last_changes(found, leaving_out=NO_NEWS)
        return [found[pk] for pk in self.hits.ids if pk in found]

    def item_title(self, entry):
        return without_control_characters(entry.title)

    def item_link(self, entry):
        return site_address(entry.get_absolute_url())

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
        return [label for _, _, label in terms_of(entry)]

    def item_extra_kwargs(self, entry):
        return {"terms": terms_of(entry)}


def terms_of(entry):
    """(scheme, code, label) of each term by which a feed reader may sort."""
    vocabularies = {"topics": entry.topics.all(), "sectors": entry.sectors.all()}
    return [
        (scheme_of("doors"), entry.door.value, entry.door.label),
        *((scheme_of(name), term.code, str(term)) for name, terms in vocabularies.items() for term in terms),
    ]


class AtomFeed(EntryFeed):
    feed_type = PlainAtom

    def item_description(self, entry):
        return without_control_characters(entry.summary)


class RssFeed(EntryFeed):
    feed_type = PagedRss
