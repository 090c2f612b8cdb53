"""Addresses that are the same for everybody: caches and scripts of other sites may have them, so nobody is known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_course, make_organisation
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

FILES = ["/robots.txt", "/opensearch.xml", "/sitemap.xml", "/sitemap-pages.xml", "/.well-known/security.txt"]
OPEN = [
    *FILES,
    *("/feeds/latest.atom", "/feeds/training.rss", "/api/openapi.json", "/data/latest/"),
    *("/training/calendar.ics", "/guidance/calendar.ics", "/networks/calendar.ics"),
    *("/organisations/a-service.vcf", "/training/a-course/{session}.ics"),
]


@pytest.fixture
def addresses():
    make_organisation(slug="a-service", phone="01785 222000")
    starts = timezone.now() + timedelta(days=9)
    course = make_course(slug="a-course")
    session = course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=1))
    return [address.format(session=session.pk) for address in OPEN]


def test_no_open_address_begins_or_renews_the_session_of_staff(client, addresses, settings):
    settings.SECURITY_CONTACT = "mailto:team@example.org"
    sign_in(client, make_user("Curator"))
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (200, 404), address  # no file of data has been made
        assert not answer.cookies, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address


def test_scripts_of_other_sites_may_read_each_of_them(client, addresses):
    for address in addresses:
        answer = client.get(address, headers={"Origin": "https://school.example"})
        assert answer.headers.get("Access-Control-Allow-Origin") == "*", address


@pytest.mark.parametrize("address", ["/", "/about/", "/list/secret/plan.ics", "/training/a-course/", "/admin/login/"])
def test_no_other_site_reads_what_is_for_people_or_whose_address_is_a_secret(client, address):
    answer = client.get(address, headers={"Origin": "https://school.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_session_goes_on_where_staff_are_known(client):
    sign_in(client, make_user("Curator"))
    assert client.get("/about/").cookies
