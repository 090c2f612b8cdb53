"""The sitemap: what search engines may lead to, by type, each with the day on which readers last saw a change.

Only pages that answer 200 under their one address. Whatever belongs to somebody, such as a list, is not here.
"""

from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from directory.catalogue.doors import Door
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.last_changes import last_changes
from directory.networks.models import Meeting, Network
from directory.search.pages.site_pages import SITE_PAGES
from directory.taxonomy.models import Topic
from directory.topics.models import Collection


class OurSitemap(Sitemap):
    """Addresses begin as the canonical ones do, whatever host was asked."""

    @property
    def files(self):
        """The query of each file of it, as there may be too much for one."""
        return ["", *(f"?p={number}" for number in range(2, self.paginator.num_pages + 1))]

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_ADDRESS).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_ADDRESS).netloc


EASY = ("easy:get_help_now", "easy:who_do_i_call", "easy:what_happens_if_i_tell")
UNNAMED = ("lessons:finder", "networks:agenda", *EASY)  # pages that a search does not suggest


class PagesSitemap(OurSitemap):
    """The pages of the site itself, and the list behind each door."""

    def items(self):
        return ["pages:home", *(door.url_name for door in Door), *(page.url_name for page in SITE_PAGES), *UNNAMED]

    def location(self, name):
        return reverse(name)


class TopicsSitemap(OurSitemap):
    """The hub of each topic; its words have a day, the lists beside them fill themselves."""

    def items(self):
        return Topic.objects.filter(retired=False, merged_into=None).select_related("hub")

    def location(self, topic):
        return reverse("topics:hub", args=[topic.slug])

    def lastmod(self, topic):
        hub = getattr(topic, "hub", None)
        return hub and hub.updated_at


class CollectionsSitemap(OurSitemap):
    def items(self):
        return Collection.objects.all()


class NetworksSitemap(OurSitemap):
    """The groups that meet, and the agendas of their meetings to come, cancelled or not."""

    def items(self):
        return [*Network.objects.active(), *Meeting.objects.with_network().upcoming()]

    def lastmod(self, item):
        return getattr(item, "updated_at", None)


class EntriesSitemap(OurSitemap):
    """The published entries of one kind. Their histories are read, so that few stand in one file."""

    limit = 500

    def __init__(self, kind):
        self.kind = kind

    def items(self):
        return Entry.objects.published().of_kind(self.kind).order_by("pk")

    def get_urls(self, page=1, site=None, protocol=None):
        self.changes = last_changes([entry.pk for entry in self.paginator.page(page)])
        return super().get_urls(page, site, protocol)

    def lastmod(self, entry):
        return self.changes.get(entry.pk, entry.published_at)


SITEMAPS = {  # type -> what makes the sitemap of it for one request
    "pages": PagesSitemap,
    "topics": TopicsSitemap,
    "collections": CollectionsSitemap,
    "networks": NetworksSitemap,
    **{kind.path: partial(EntriesSitemap, kind) for kind in Kind},
}
