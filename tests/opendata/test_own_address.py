"""Whatever others read of us names the site by its own address, and never by what a stranger asked it as."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.training.models import CourseSession
from tests.factories import make_course, make_guidance, make_resource

pytestmark = pytest.mark.django_db
READ_ELSEWHERE = [
    "/feeds/latest.atom",
    "/feeds/latest.rss",
    "/feeds/latest.atom?q=ST16+2LH",
    "/feeds/lessons.atom?page=1&sector=primary",
    "/training/calendar.ics",
    "/guidance/calendar.ics",
    "/networks/calendar.ics",
    "/api/v1/",
    "/api/v1/entries/?per_page=1",
    "/api/openapi.json",
    "/api/oruk/services",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/robots.txt",
    "/map.csv?by=stage",
    "/training/",
    "/networks/",
    "/guidance/timeline/",
]


@pytest.mark.parametrize("path", READ_ELSEWHERE)
def test_no_address_repeats_the_host_or_port_that_was_asked(client, path):
    make_resource("A lesson")
    soon = timezone.now() + timedelta(days=7)
    CourseSession.objects.create(course=make_course("A course"), starts_at=soon, ends_at=soon + timedelta(hours=1))
    make_guidance("A change", effective_from="2030-01-02")
    answer = client.get(path, headers={"host": "localhost:8443"})
    assert answer.status_code == 200
    assert "localhost" not in answer.text
    assert ":8443" not in answer.text  # with its colon: a random identifier may hold the figures
    if path.startswith(("/feeds/", "/api/v1/", "/sitemap")):
        assert "https://testserver/" in answer.text
