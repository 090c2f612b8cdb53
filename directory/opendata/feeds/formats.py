"""What our Atom and RSS hold beyond Django's: the pages of a feed (RFC 5005), and what was asked (OpenSearch)."""

from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)  # when an empty feed last changed: always the same


class PagedFeed:
    """The feed's own `pages` (relation -> address), `request` and `numbers` are given by `EntryFeed`."""

    def root_attributes(self):
        return super().root_attributes() | {"xmlns:opensearch": OPENSEARCH}

    def latest_post_date(self):
        return super().latest_post_date() if self.items else NOTHING_YET

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement(self.link_element, "", {"rel": relation, "href": address})
        for name, number in self.feed["numbers"].items():
            handler.addQuickElement(f"opensearch:{name}", str(number))
        handler.addQuickElement("opensearch:Query", "", {"role": "request", **self.feed["request"]})


class PlainAtom(PagedFeed, Atom1Feed):
    """Summaries as the plain text that they are, and terms with their vocabularies."""

    link_element = "link"

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item | {"description": None, "categories": ()})
        handler.addQuickElement("summary", item["description"], {"type": "text"})
        for scheme, term, label in item["terms"]:
            handler.addQuickElement("category", "", {"term": term, "scheme": scheme, "label": label})


class PagedRss(PagedFeed, Rss201rev2Feed):
    link_element = "atom:link"
