"""What is looked for every few minutes: contacts that readers cannot reach, and what was not published in time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from directory.catalogue.actions import steps
from directory.catalogue.models import Entry
from directory.correspondence.models import Email
from directory.inbox.models import Message
from directory.notices.digest import send_digests
from directory.notices.jobs import tell_of_trouble
from directory.notices.models import ContactProblem
from tests.factories import make_contact, make_organisation, make_resource
from tests.notices.test_receivers import sent_for_review, staff, told
from tests.people import make_user

pytestmark = pytest.mark.django_db

FAR = timezone.localdate() + timedelta(days=300)


@pytest.fixture
def childline():
    entry = make_organisation("Childline", phone="0800 1111", url="https://childline.example", review_due_on=FAR)
    Entry.objects.filter(pk=entry.pk).update(review_due_on=FAR)
    for need in ("band", "talk"):
        make_contact(need, entry)
    return Entry.objects.get(pk=entry.pk)


def trouble():
    return tell_of_trouble(now=timezone.now())


def test_all_is_well(childline):
    staff("Curator")
    assert trouble() == "0 new problems with contacts, 0 told of late entries"
    assert not Email.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "draft"}, "Childline: readers cannot see it"),
        ({"state": "archived"}, "Childline: readers cannot see it"),
        ({"status": "withdrawn"}, "Childline: it has closed or been replaced"),
        ({"unreachable_since": timezone.localdate()}, "Childline: its web address does not work"),
        ({"review_due_on": timezone.localdate() - timedelta(days=1)}, "Childline: nobody has checked it in time"),
    ],
)
def test_curators_hear_whatever_takes_a_number_from_readers(childline, change, words):
    curator, other = staff("Curator"), staff("Curator", contacts=False)
    Entry.objects.filter(pk=childline.pk).update(**change)
    trouble()
    email = Email.objects.get()
    assert email.to == curator.email
    assert email.text.count(words) == 1
    assert not told(other)


def test_it_is_told_once_and_again_when_it_comes_again(childline):
    staff("Curator")
    for state in ("draft", "draft", "published", "draft"):
        Entry.objects.filter(pk=childline.pk).update(state=state)
        trouble()
    assert Email.objects.count() == 2
    assert ContactProblem.objects.count() == 2  # the band and another need


def test_a_broken_website_does_not_matter_where_a_number_is_called():
    staff("Curator")
    entry = make_organisation("A line", phone="0808 800 5000", url="https://line.example")
    make_contact("talk", entry)
    Entry.objects.filter(pk=entry.pk).update(unreachable_since=timezone.localdate(), review_due_on=FAR)
    trouble()
    assert not Email.objects.exists()


def test_a_page_that_readers_are_sent_to_matters_when_its_link_breaks():
    staff("Curator")
    tool = make_resource("Report Remove", url="https://tool.example", review_due_on=FAR)
    make_contact("remove_image", tool)
    Entry.objects.filter(pk=tool.pk).update(unreachable_since=timezone.localdate())
    trouble()
    assert "Report Remove: its web address does not work" in Email.objects.get().text


def test_what_could_not_be_published_in_time_is_told_to_its_author_once():
    author = staff("Contributor")
    entry = sent_for_review(author)
    steps.take_step(step="schedule", entry=entry, by=make_user("Curator"), at=timezone.now() + timedelta(days=1))
    Entry.objects.filter(pk=entry.pk).update(summary="", publish_at=timezone.now() - timedelta(days=1))
    assert trouble().endswith("1 told of late entries")
    assert trouble().endswith("0 told of late entries")
    assert told(author) == ["Not published in time"]


# The digest

FRIDAY = datetime(2026, 11, 27, 7, 45, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def waiting():
    day = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/London"))
    entry = Entry.objects.get(pk=make_resource("Ours").pk)
    Message.objects.create(purpose="problem", trouble="harmful", entry=entry, words="Jamie", received_at=day)
    Message.objects.create(purpose="suggestion", title="About Jamie")
    sent_for_review(make_user("Contributor"))


def test_a_digest_says_what_waits_and_since_when_harm_first(waiting):
    staff("Curator")
    assert send_digests(now=FRIDAY) == "1 written"
    text = Email.objects.get().text
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert lines[0].startswith("- 1 Reports that something could harm a child, since 20 November 2026: https://")
    assert [line.split(":")[0].split(",")[0] for line in lines[1:]] == [
        "- 1 Problems reported",
        "- 1 Suggestions",
        "- 1 To review",
    ]
    assert "Jamie" not in text
    assert "Secret draft" not in text


def test_nothing_waits_nothing_is_sent():
    staff("Curator")
    assert send_digests(now=FRIDAY) == "0 written"


def test_there_is_one_a_day_whatever_comes_later(waiting):
    staff("Curator")
    send_digests(now=FRIDAY)
    assert send_digests(now=FRIDAY + timedelta(hours=5)) == "written already today"
    assert send_digests(now=FRIDAY + timedelta(days=3)) == "1 written"


@pytest.mark.parametrize(
    "moment", [FRIDAY.replace(minute=29), FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=2)]
)
def test_it_comes_on_weekday_mornings(waiting, moment):
    staff("Curator")
    assert send_digests(now=moment) == "not the time for it"


def test_in_summer_the_morning_is_the_countys():
    summer = datetime(2026, 7, 1, 6, 31, tzinfo=ZoneInfo("UTC"))
    assert send_digests(now=summer) == "0 written"


def test_it_has_what_each_wants(waiting):
    only_reviews = staff("Curator", digest=False)
    no_reviews = staff("Curator", reviews="never")
    nothing = staff("Curator", digest=False, reviews="never")
    staff("Editor")
    staff("Administrator")
    assert send_digests(now=FRIDAY) == "2 written"
    assert Email.objects.get(to=only_reviews.email).text.count("\n- ") == 0  # one line, the first
    assert "To review" in Email.objects.get(to=only_reviews.email).text
    assert "To review" not in Email.objects.get(to=no_reviews.email).text
    assert not told(nothing)


def test_what_is_scheduled_needs_nobody():
    staff("Curator")
    entry = sent_for_review(make_user("Contributor"))
    steps.take_step(step="schedule", entry=entry, by=make_user("Curator"), at=timezone.now() + timedelta(days=9))
    assert send_digests(now=FRIDAY) == "0 written"
