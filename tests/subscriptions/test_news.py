"""What is new each week, for those who asked: what fits them, once, and in as many queries for 500 as for 5."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.catalogue.actions import steps
from directory.catalogue.models import Revision
from directory.correspondence.models import Email
from directory.subscriptions.models import Subscription
from directory.subscriptions.news import last_monday, send_news
from tests.factories import make_guidance, make_resource
from tests.people import make_user
from tests.subscriptions.readers import LAST_WEEK, MONDAY, a_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    """Make something that readers saw for the first time on a day of last week."""

    def made(title, make=make_resource, at=MONDAY - timedelta(days=2), **values):
        entry = make(title, **values)
        Revision.objects.filter(entry=entry.pk).update(at=at)
        return entry

    return made


def test_readers_hear_of_what_fits_them(shown):
    shown("For primary")
    shown("For special", sectors=["special"])
    a_reader("a@school.example", query="sector=primary")
    a_reader("b@school.example", query="sector=special")
    a_reader("c@school.example")
    assert send_news(now=MONDAY) == "3 of 3 told"
    texts = dict(Email.objects.values_list("to", "text"))
    assert ("For primary" in texts["a@school.example"], "For special" in texts["a@school.example"]) == (True, False)
    assert ("For primary" in texts["b@school.example"], "For special" in texts["b@school.example"]) == (False, True)
    assert texts["c@school.example"].count("\n- ") == 2


def test_who_asked_for_guidance_hears_of_guidance_only(shown):
    shown("A lesson")
    shown("A duty", make=make_guidance)
    a_reader(what="guidance", query="sector=primary")
    send_news(now=MONDAY)
    email = Email.objects.get()
    assert "A duty" in email.text
    assert "A lesson" not in email.text
    assert email.subject == "New guidance on the resource bank"


def test_a_mail_program_finds_how_to_stop_it(shown):
    shown("A lesson")
    reader = a_reader()
    send_news(now=MONDAY)
    headers = Email.objects.get().headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].endswith(f"{reader.stop_url}>")
    assert headers["List-Unsubscribe"].startswith("<https://")
    assert reader.stop_url in Email.objects.get().text


def test_nothing_new_is_no_email(shown):
    shown("Old", at=LAST_WEEK - timedelta(days=1))
    shown("Too new", at=MONDAY)
    a_reader()
    assert send_news(now=MONDAY) == "0 of 1 told"


def test_each_week_is_told_once(shown):
    shown("A lesson")
    a_reader()
    send_news(now=MONDAY)
    assert send_news(now=MONDAY + timedelta(hours=1)) == "nobody to tell"
    shown("Another", at=MONDAY + timedelta(days=1))
    send_news(now=MONDAY + timedelta(days=7))
    _first, second = Email.objects.all()
    assert "A lesson" not in second.text
    assert "Another" in second.text


def test_a_week_that_was_missed_is_made_up_for(shown):
    shown("A lesson")
    a_reader()
    assert send_news(now=MONDAY + timedelta(days=3)) == "1 of 1 told"


def test_what_comes_back_to_readers_is_not_new(shown):
    entry = shown("A lesson", at=LAST_WEEK - timedelta(days=9))
    curator = make_user("Curator")
    for step in ("unpublish", "submit"):
        steps.take_step(step=step, entry=entry, by=curator, why="Why")
    steps.take_step(step="publish", entry=entry, by=make_user("Curator"), override=True, why="Why")
    Revision.objects.exclude(number=1).update(at=MONDAY - timedelta(days=1))
    a_reader()
    assert send_news(now=MONDAY) == "0 of 1 told"


def test_who_did_not_confirm_hears_nothing(shown):
    shown("A lesson")
    a_reader()
    Subscription.objects.update(confirmed_at=None)
    assert send_news(now=MONDAY) == "nobody to tell"


def test_a_filter_that_has_gone_finds_nothing(shown):
    shown("A lesson")
    a_reader(query="sector=gone")
    assert send_news(now=MONDAY) == "0 of 1 told"


def test_a_long_list_is_cut_and_says_so(shown):
    for number in range(12):
        shown(f"Lesson {number}")
    a_reader()
    send_news(now=MONDAY)
    text = Email.objects.get().text
    assert text.count("\n- ") == 10
    assert "There are 2 more." in text


@pytest.mark.parametrize(("day", "hour", "back"), [(30, 9, 0), (30, 7, 7), (29, 12, 6), (24, 12, 1)])
def test_the_week_ends_on_monday_morning(day, hour, back):
    now = MONDAY.replace(day=day, hour=hour)
    monday = timezone.localtime(last_monday(now))
    assert (monday.weekday(), monday.hour) == (0, 8)
    assert (now.date() - monday.date()).days == back


def queries_for(number):
    for reader in range(number):
        a_reader(f"r{number}-{reader}@school.example", query=f"sector=primary&age={reader % 20}")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        send_news(now=MONDAY)
    own = [query for query in captured.captured_queries if "correspondence_email" not in query["sql"]]
    return len(own), len(captured) - len(own)


def test_500_readers_cost_as_many_queries_as_five(shown):
    shown("A lesson")
    queries_for(5)  # the first reads what is kept afterwards
    Subscription.objects.all().delete()
    few, _ = queries_for(6)
    Subscription.objects.all().delete()
    many, inserts = queries_for(500)
    assert many == few
    assert inserts <= 8  # SQLite takes 90 rows in one
    assert Email.objects.count() > 150
