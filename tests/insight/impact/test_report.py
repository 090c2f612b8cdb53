import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from directory.catalogue.actions.history import record_check
from directory.catalogue.actions.steps import publish
from directory.catalogue.models import Entry, Revision
from directory.freshness.models import Link
from directory.inbox.models import HelpfulVotes, Message
from directory.insight.coverage import note_coverage
from directory.insight.impact.report import ImpactReport
from directory.insight.models import Count, Coverage, SearchedPhrase
from directory.insight.periods import Period
from directory.quality.models import Assessment
from tests.factories import make_organisation, make_resource, withdraw

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 11, 1), date(2026, 10, 31))


def rows(code, period=YEAR):
    (table,) = [table for table in ImpactReport(period).tables if table.code == code]
    return {row[0]: row[1:] for row in table.rows}


def count(day, what, number, key=""):
    Count.objects.create(day=day, what=what, key=key, number=number)


def at(year, month, day):
    return datetime(year, month, day, 12, tzinfo=UTC)


def test_usage_counts_only_the_days_of_the_period():
    for day in (date(2025, 10, 31), date(2025, 11, 1), date(2026, 10, 31), date(2026, 11, 1)):
        count(day, "search", 10)
        count(day, "nothing", 3)
    assert rows("usage")["Searches"] == (20,)
    assert rows("usage")["Searches that found nothing (%)"] == (30,)
    count(date(2026, 1, 1), "search", 20, "filtered")
    assert rows("usage")["Searches"] == (40,)
    assert rows("usage")["Searches with a filter (%)"] == (50,)
    assert rows("months")["November 2025"] == (10, "fewer than 5", 0)
    assert rows("months")["December 2025"] == (0, 0, 0)


def test_usage_without_a_search_has_no_share():
    assert rows("usage")["Searches that found nothing (%)"] == ("",)


def test_few_readers_of_an_entry_are_not_numbered():
    entry = make_resource("A lesson")
    count(date(2026, 1, 1), "opened", 5, f"resources/{entry.slug}")
    count(date(2026, 1, 1), "opened", 4, "resources/gone")
    assert rows("opened") == {"A lesson": (5,), "An entry that is no longer shown": ("fewer than 5",)}


def test_filters_are_named_in_words():
    count(date(2026, 1, 1), "filter", 9, "sector:primary")
    count(date(2026, 1, 1), "filter", 8, "age:7")
    count(date(2026, 1, 1), "filter", 7, "sector:gone")
    assert list(rows("filters")) == ["Sector: Primary", "Age: 7", "Sector: gone"]


def test_words_tell_days_and_what_was_in_vain():
    consent, vaping = (
        SearchedPhrase.objects.create(words=words, state="released") for words in ("consent", "vaping")
    )
    for number in range(3):
        consent.days.create(day=date(2026, 1, 1 + number), found=True)
    vaping.days.create(day=date(2026, 1, 1), found=False)
    assert rows("words") == {"consent": (3,), "vaping": (1,)}
    assert rows("in_vain") == {"vaping": (1,)}


@pytest.mark.parametrize("state", ["waiting", "hidden"])
def test_words_that_no_curator_has_released_are_not_public(client, state):
    planted = SearchedPhrase.objects.create(words="planted about a named head", state=state)
    planted.days.create(day=date(2026, 1, 1), found=False)
    assert rows("words") == rows("in_vain") == {}
    for address in ("/impact/", "/impact/report/", "/impact/report.csv"):
        assert "planted" not in client.get(address, {"from": "2026-01-01", "to": "2026-01-31"}).text


def test_work_of_curators_is_counted_from_the_history():
    entry = make_resource(published=False)
    make_resource()
    publish(entry=entry)
    record_check(entry=entry, on=date(2026, 3, 1))
    Revision.objects.update(at=at(2026, 3, 1))
    record_check(entry=make_resource(), on=timezone.localdate())
    assert rows("work")["Entries whose facts were checked"] == (1,)
    Assessment.objects.create(
        entry=Entry.objects.get(pk=entry.pk),
        result="assured",
        decided_on=date(2026, 3, 2),
        good_until=date(2027, 3, 2),
    )
    assert rows("work")["Quality reviews decided"] == (1,)
    assert rows("work")["Entries given the quality mark"] == (1,)
    assert rows("additions")["Entries in the resource bank today"] == (3,)


def test_answers_tell_the_days_in_the_middle_and_how_many_were_soon():
    for days in (1, 3, 20):
        received = at(2026, 3, 1)
        Message.objects.create(
            purpose="problem", received_at=received, handled_at=received + timedelta(days=days), state="done"
        )
    Message.objects.create(purpose="problem", received_at=at(2026, 3, 1))
    Message.objects.create(purpose="problem", received_at=at(2024, 3, 1))
    assert rows("answers") == {"Suggestions": (0, 0, "", ""), "Problems": (4, 3, 3, 67)}


def test_links_tell_how_many_could_be_reached():
    entry = Entry.objects.get(pk=make_resource().pk)
    draft = Entry.objects.get(pk=make_resource(published=False).pk)
    for number, state in enumerate(["works", "works", "moved", "broken", "refused"]):
        Link.objects.create(entry=entry, address=f"https://example.org/{number}", state=state)
    Link.objects.create(entry=draft, address="https://example.org/", state="broken")
    assert rows("links")["Works"] == (2,)
    assert rows("links")["Broken"] == (1,)
    assert rows("links")["Links we reached, of those we could check (%)"] == (75,)


def test_helped_answers_are_told_by_kind():
    entry = Entry.objects.get(pk=make_resource().pk)
    helper = Entry.objects.get(pk=make_organisation().pk)
    HelpfulVotes.objects.create(entry=entry, day=date(2026, 1, 1), yes=14, no=6)
    HelpfulVotes.objects.create(entry=helper, day=date(2026, 1, 1), yes=2)
    HelpfulVotes.objects.create(entry=entry, day=date(2024, 1, 1), yes=9)
    assert rows("helped") == {"Resources": (14, 6), "Support organisations": ("fewer than 5", 0)}


def test_coverage_compares_the_first_day_that_was_noted_with_now():
    make_resource(sectors=["primary"])
    note_coverage(today=date(2025, 12, 1))
    make_resource(sectors=["primary"])
    note_coverage(today=date(2026, 2, 1))
    make_resource(sectors=["primary"])
    assert rows("coverage_sector")["Primary"] == (1, 3, 0, 0)
    assert rows("coverage_sector", Period(date(2026, 1, 1), date(2026, 10, 31)))["Primary"] == (2, 3, 0, 0)
    assert rows("coverage_sector", Period(date(2024, 1, 1), date(2024, 10, 31)))["Primary"] == ("", 3, "", 0)


def test_coverage_is_noted_once_a_day():
    first = note_coverage(today=date(2026, 2, 1))
    note_coverage(today=date(2026, 2, 1))
    assert Coverage.objects.count() == len(first)


# Pages


def test_dashboard_report_and_table_have_the_same_figures(client):
    count(timezone.localdate(), "search", 1234)
    for address in ("/impact/", "/impact/report/"):
        assert '<td class="govuk-table__cell">1,234</td>' in client.get(address).text
    text = client.get("/impact/report.csv").content.decode("utf-8-sig")
    found = {row["what"]: row["number"] for row in csv.DictReader(io.StringIO(text))}
    assert found["Searches"] == "1234"


def test_table_holds_no_formula(client):
    entry = make_resource("=cmd|' /C calc'!A0")
    count(timezone.localdate(), "opened", 9, f"resources/{entry.slug}")
    text = client.get("/impact/report.csv").content.decode("utf-8-sig")
    assert "'=cmd" in text
    assert ",=cmd" not in text


@pytest.mark.parametrize(
    "query", ["from=2026-02-01&to=2026-01-01", "from=yesterday", "to=2026-02-30", "from=0001-01-01", "to=99999-01-01"]
)
@pytest.mark.parametrize("address", ["/impact/", "/impact/report/", "/impact/report.csv"])
def test_days_that_make_no_sense_are_refused_in_plain_words(client, address, query):
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 400
    assert "There is a problem" in answer.text


def test_a_long_period_is_still_answered(client):
    assert client.get(f"/impact/?from=2020-01-01&to={timezone.localdate().year + 1}-12-31").status_code == 200


def test_dashboard_asks_the_database_no_more_for_more_figures(client, django_assert_max_num_queries):
    count(timezone.localdate(), "opened", 9, f"resources/{make_resource().slug}")
    with django_assert_max_num_queries(100) as first:
        client.get("/impact/")
    for number in range(9):
        count(timezone.localdate(), "opened", 9, f"resources/{make_resource().slug}")
        count(timezone.localdate(), "filter", number, f"sector:{number}")
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get("/impact/")


def test_the_report_names_no_entry_that_readers_cannot_see(client):
    entry = make_resource("Zebrafish")
    count(date(2026, 1, 1), "opened", 5, f"resources/{entry.slug}")
    withdraw(entry=entry)
    for address in ("/impact/", "/impact/report/", "/impact/report.csv"):
        assert "ebrafish" not in client.get(address, {"from": "2026-01-01", "to": "2026-01-31"}).text


@pytest.mark.parametrize("last", ["9999-12-31", "9999-11-30", "2526-12-31"])
def test_days_that_are_centuries_away_are_refused(client, last):
    for address in ("/impact/", "/impact/report/", "/impact/report.csv"):
        assert client.get(address, {"to": last}).status_code == 400
