"""Reading a feed from its address: page after page, within bounds, and never inside a private network."""

import json
import time
from functools import partial
from urllib.parse import parse_qs, quote, urlencode, urlsplit, urlunsplit

from django.core.exceptions import ValidationError

from directory.catalogue.plain_text import id_in
from directory.exchange.open_referral.reading import LARGEST, items_in, parsed, refuse_endless, text_at
from directory.fetching.fetch_outcome import Limits
from directory.fetching.fetching import fetch

SECONDS = 20  # for all pages: whoever asked waits for them
MOST_PAGES = 200
WHOLE = {"full": "true", "per_page": "100"}  # what the standard calls them; a feed may not know them
REFUSED = range(400, 500)
SHALLOW = {"phones", "contacts", "schedules", "service_at_locations", "service_areas", "attributes", "cost_options"}
LATER = "Save it as a file, and upload that."

fetch_whole = partial(fetch, whole=True)


def read_feed(address, ask=fetch_whole):
    """All pages of a feed, as the content of one file. Raises ValidationError in words."""
    return Feed(address, ask).content()


class Feed:
    def __init__(self, address, ask):
        if not address.lower().startswith("https://"):
            raise ValidationError("The address must start with https://")
        self.address, self.ask = address, ask
        self.end, self.left = time.monotonic() + SECONDS, LARGEST

    def content(self):
        address, first = self.first_page()
        services, last = items_in(first), pages_of(first)
        if last > MOST_PAGES:
            raise ValidationError(f"The feed has {last:,} pages. {LATER}")
        for number in range(page_number(first) + 1, last + 1):
            services += items_in(self.document(with_query(address, page=number)))
        return json.dumps({"services": [self.with_all(service) for service in services]}).encode()

    def first_page(self):
        """(the address that answered, its document). Of the root of a feed its services are asked for."""
        for address in (self.address, f"{self.address.partition('?')[0].rstrip('/')}/services"):
            for query in (WHOLE, {}):
                document = self.document(with_query(address, **query), may_refuse=bool(query))
                if document is not None and items_in(document):
                    return with_query(address, **query), document
                if document is not None:
                    break
        raise ValidationError("There are no services at this address. Enter that of the list of services.")

    def document(self, address, *, may_refuse=False):
        seconds = self.end - time.monotonic()
        if seconds <= 0:
            raise ValidationError(f"The feed could not be read within {SECONDS} seconds. {LATER}")
        limits = Limits(timeout=min(10, seconds), total=seconds, body=self.left, encrypted=True)
        fetched = self.ask(address, limits=limits)
        if may_refuse and fetched.status in REFUSED:
            return None
        if fetched.problem or fetched.status != 200:
            raise ValidationError(fetched.problem or f"The address answers with the error {fetched.status}.")
        self.left -= len(fetched.body)
        refuse_endless(fetched.body)
        return parsed(fetched.body)

    def with_all(self, service):
        """The service with all that the feed says of it, where its list does not: one that cannot be had stays."""
        if SHALLOW & service.keys() or not text_at(service, "id") or self.end - time.monotonic() < 1:
            return service
        base = self.address.partition("?")[0].rstrip("/").removesuffix("/services")
        try:
            found = self.document(f"{base}/services/{quote(text_at(service, 'id'), safe='')}")
        except ValidationError:
            return service
        return found if isinstance(found, dict) and found.get("name") else service


def pages_of(document):
    return whole_at(document, "total_pages", "totalPages") if isinstance(document, dict) else 1


def page_number(document):
    return whole_at(document, "page_number", "number", "page") if isinstance(document, dict) else 1


def whole_at(document, *names):
    """The first of these that is a number of a page, or 1."""
    return next((found for name in names if (found := id_in(text_at(document, name))) is not None), 1)


def with_query(address, **values):
    """The address with these in its query, where it does not say otherwise; `page` always."""
    parts = urlsplit(address)
    query = {name: found[-1] for name, found in parse_qs(parts.query).items()}
    page = {"page": values.pop("page")} if "page" in values else {}
    return urlunsplit((*parts[:3], urlencode({**values, **query, **page}), ""))
