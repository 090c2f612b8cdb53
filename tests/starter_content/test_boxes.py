"""What schools show on their websites, and the easy pages, on the starter content: nobody for adults only."""

import re

import pytest

from directory.catalogue.matching_rules import ADULT_SERVICE_AGE
from directory.organisations.models import ContactPoint, Organisation
from directory.topics.models import Hub
from directory.who_to_call.models import Contact
from tests.addresses import BOXES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_content")]

EASY = ["/easy/get-help-now/", "/easy/who-do-i-call/", "/easy/what-happens-if-i-tell/"]


def links_for_adults():
    """What dials or opens a service that begins at 16 or later, and nothing else."""
    numbers = ContactPoint.objects.numbers().select_related("organisation")
    by_age = [(point.link, max(point.organisation.age_min or 0, point.age_from or 0)) for point in numbers]
    children = {link for link, age in by_age if age < ADULT_SERVICE_AGE}
    tools = Contact.objects.filter(tool__age_min__gte=ADULT_SERVICE_AGE).select_related("tool")
    return {link for link, _ in by_age} - children | {contact.tool.url for contact in tools}


def opened_by(client, address):
    return set(re.findall(r'href="((?:tel|sms|https):[^"]*)"', client.get(address).text))


def test_no_box_and_no_easy_page_has_a_line_for_adults_only(client):
    topics = [f"/embed/topic/{hub.topic.slug}/" for hub in Hub.objects.with_first_steps()]
    assert len(topics) > 15
    adults = links_for_adults()
    assert len(adults) > 3
    for address in [*topics, *BOXES.values(), *EASY]:
        found = opened_by(client, address)
        assert {"tel:999", "tel:08001111"} <= found, address
        assert not adults & found, address


def test_a_directory_for_infants_lists_only_who_helps_at_that_age(client):
    page = client.get("/embed/directory/tamworth/?year=ks1").text
    listed = re.findall(r'id="organisation-(\d+)"', page)
    assert len(listed) == len(set(listed)) > 30
    assert all(one.age_min <= 6 and one.age_max >= 5 for one in Organisation.objects.filter(pk__in=listed))


def test_easy_help_has_the_lines_that_any_child_may_call_one_to_text_and_no_more(client):
    found = opened_by(client, "/easy/get-help-now/")
    assert {"tel:08001111", "tel:+44800136663", "sms:85258"} <= found
    assert "tel:116123" not in found  # from 11
