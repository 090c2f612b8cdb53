import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_course

pytestmark = pytest.mark.django_db


def test_network_leads_to_the_local_networks(client):
    page = client.get(make_course(delivery_modes=["network"]).get_absolute_url()).text
    assert '<a class="govuk-link" href="/networks/">Find a local network and its next meeting</a>' in page


def test_course_does_not_lead_to_the_local_networks(client):
    assert "Find a local network" not in client.get(make_course(delivery_modes=["elearning"]).get_absolute_url()).text


def test_dates_of_one_day_have_links_of_different_names(client):
    course, starts = make_course(), timezone.now() + timedelta(days=9)
    for place in ("Leek", "Stone"):
        course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=1), place=place)
    page = client.get(course.get_absolute_url()).text
    names = re.findall(r">Add<span[^>]*>([^<]+)</span> to calendar", page)
    assert sorted(name.rstrip(",").rpartition(", ")[2] for name in names) == ["Leek", "Stone"]
