"""What a school can choose from: every box, and the page of ours that it is a part of."""

from dataclasses import dataclass

from django.urls import reverse

from directory.search.pages.addresses import query_of, with_query
from directory.taxonomy.models import District
from directory.topics.models import Hub


@dataclass(frozen=True)
class Offer:
    """`height` is that of a frame in which most of it shows; the rest scrolls. A directory has a `district`."""

    title: str
    path: str
    page: str
    height: int
    district: str = ""

    def path_for(self, years):
        return with_query(self.path, query_of({"year": years})) if self.district else self.path

    def page_for(self, years):
        if not self.district:
            return self.page
        return with_query(self.page, query_of({"year": years, "district": self.district}))


def who_do_i_call_offer():
    return Offer("Who do I call?", reverse("embeds:who_do_i_call"), reverse("pages:who_do_i_call"), 640)


def of_topic(topic):
    address = reverse("embeds:topic", args=[topic.slug])
    return Offer(topic.name, address, reverse("topics:hub", args=[topic.slug]), 720)


def of_district(district):
    address = reverse("embeds:directory", args=[district.code.replace("_", "-")])
    title, page = f"Who can help in {district.short}", reverse("shortlist:directory")
    return Offer(title, address, page, 720, district.code)


def every_offer():
    """Group -> its offers. Of the topics, those that say what to do first."""
    return {
        "Who to call": [who_do_i_call_offer()],
        "What to do first": [of_topic(hub.topic) for hub in Hub.objects.with_first_steps()],
        "Directory of a district": [of_district(district) for district in districts()],
    }


def districts():
    return District.objects.filter(retired=False).exclude(code=District.NATIONAL)
