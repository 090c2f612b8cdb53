"""A meeting that is cancelled or moved is told at once, and nothing else about it is."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.correspondence.models import Email
from directory.networks.models import Meeting, Network
from directory.taxonomy.models import Topic
from tests.subscriptions.readers import a_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    network = Network.objects.create(name="Tamworth leads", slug="tamworth", summary="They meet.")
    starts = timezone.now() + timedelta(days=9)
    theme = Topic.objects.get(code="consent")
    return Meeting.objects.create(
        network=network, theme=theme, starts_at=starts, ends_at=starts + timedelta(hours=1), place="Town hall"
    )


def test_a_cancelled_meeting_is_told(meeting):
    reader = a_reader(what="meetings", network=meeting.network)
    meeting.status = "cancelled"
    meeting.save()
    email = Email.objects.get()
    assert email.to == reader.to
    assert email.subject == "Meeting cancelled: Tamworth leads"
    assert "is cancelled" in email.text
    assert email.headers["List-Unsubscribe"].endswith(f"{reader.stop_url}>")


def test_a_moved_meeting_is_told_with_where_it_is_now(meeting):
    a_reader(what="meetings", network=meeting.network)
    meeting.place = "Library"
    meeting.save()
    email = Email.objects.get()
    assert email.subject == "Meeting moved: Tamworth leads"
    assert "(Town hall) has moved" in email.text
    assert "- Library" in email.text


def test_one_that_takes_place_after_all_is_told(meeting):
    a_reader(what="meetings", network=meeting.network)
    for status in ("cancelled", "scheduled"):
        meeting.status = status
        meeting.save()
    assert Email.objects.filter(subject__contains="will take place after all").count() == 1


def test_another_title_is_not_told_nor_is_what_is_past(meeting):
    a_reader(what="meetings", network=meeting.network)
    meeting.title = "Another title"
    meeting.save()
    Meeting.objects.update(
        starts_at=timezone.now() - timedelta(days=3), ends_at=timezone.now() - timedelta(days=2, hours=23)
    )
    past = Meeting.objects.get()
    past.status = "cancelled"
    past.save()
    assert not Email.objects.exists()


def test_a_change_that_is_taken_back_is_not_told(meeting):
    a_reader(what="meetings", network=meeting.network)
    with transaction.atomic():
        meeting.status = "cancelled"
        meeting.save()
        transaction.set_rollback(True)
    assert not Email.objects.exists()


def test_only_those_of_that_network_hear_of_it(meeting):
    other = Network.objects.create(name="Others", slug="others", summary="They meet.")
    a_reader(what="meetings", network=other)
    meeting.status = "cancelled"
    meeting.save()
    assert not Email.objects.exists()


def test_500_readers_cost_a_few_queries(meeting):
    for number in range(500):
        a_reader(f"r{number}@school.example", what="meetings", network=meeting.network)
    meeting.status = "cancelled"
    with CaptureQueriesContext(connection) as captured:
        meeting.save()
    assert len(captured) <= 17
    assert Email.objects.count() == 500
