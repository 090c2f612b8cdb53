"""What each figure counts, and that sentences, charts, tables and the CSV tell the same."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_check, record_revision
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action
from directory.inbox.models import Message
from directory.insight.impact.figures import Figures
from directory.insight.impact.report import ImpactReport
from directory.insight.models import Count, SearchedPhrase
from directory.insight.periods import Period
from directory.taxonomy.models import Topic
from directory.training.models import CourseSession
from tests.factories import make_case_study, make_course, make_organisation, make_resource, withdraw
from tests.insight.impact.test_report import at, count, rows

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 11, 1), date(2026, 10, 31))


def shown(entry, day):
    """Have readers seen `entry` first on `day`."""
    Entry.objects.filter(pk=entry.pk).update(published_at=day)
    Revision.objects.filter(entry=entry.pk).update(at=day)
    return entry


# What readers did


def test_topics_add_up_their_pages_and_their_filter():
    topic = Topic.objects.get(code="sharing_nudes")
    count(date(2026, 1, 1), "page", 3, f"topics/{topic.slug}")
    count(date(2026, 1, 1), "filter", 4, "topic:sharing_nudes")
    count(date(2026, 1, 1), "filter", 5, "topic:consent")
    assert [row[1:] for row in Figures(YEAR).topics] == [(3, 4), (0, 5)]
    assert list(rows("topics").values()) == [("fewer than 5", "fewer than 5"), (0, 5)]


def test_filters_in_vain_are_those_used_often_that_nothing_fits():
    make_resource(sectors=["primary"])
    for code, number in {"primary": 9, "special": 8, "secondary": 4}.items():
        count(date(2026, 1, 1), "filter", number, f"sector:{code}")
    count(date(2026, 1, 1), "filter", 9, "sector:gone")
    assert Figures(YEAR).filters_in_vain == [("Sector: Special school", 8)]


def test_words_are_answered_once_they_find_something_after_they_did_not():
    days = {"vaping": (5, 9), "nudes": (9, 5), "makaton": (5, None), "consent": (None, 5)}
    for words, (vain, found) in days.items():
        phrase = SearchedPhrase.objects.create(words=words, state="released")
        for day, whether in ((vain, False), (found, True)):
            if day:
                phrase.days.create(day=date(2026, 1, day), found=whether)
    assert (Figures(YEAR).phrases_in_vain, Figures(YEAR).phrases_answered) == (3, 1)


def test_pages_of_courses_and_dates_saved_are_told_for_training():
    count(date(2026, 1, 1), "opened", 40, "training/aim3")
    count(date(2026, 1, 1), "opened", 9, "resources/training")
    count(date(2026, 1, 1), "page", 6, "opendata:session_calendar")
    assert rows("training")["Pages of courses opened"] == (40,)
    assert rows("training")["Dates of courses saved to a calendar"] == (6,)


@pytest.mark.parametrize("number", [1, 4])
def test_no_number_below_five_of_what_readers_did_is_told(number):
    keys = {"page": "opendata:session_calendar", "filter": "sector:primary", "opened": "training/aim3"}
    for what in ("search", "nothing", "opened", "page", "filter"):
        count(date(2025, 12, 1), what, number, keys.get(what, ""))
    report = ImpactReport(YEAR)
    of_use = [table for table in report.tables if table.code in ("usage", "months", "opened", "filters", "training")]
    assert {value for table in of_use for row in table.rows for value in row[1:]} == {
        *(0, "fewer than 5", "too few to say")
    }
    said = {sentence.code: f"{sentence.text} {sentence.more}" for sentence in report.sentences}
    assert numbers_in(said["looked-for"] + said["not-found"] + said["interest"]) == {5}


def test_a_share_from_which_a_small_number_could_be_told_is_not_told():
    count(date(2026, 1, 1), "search", 100)
    count(date(2026, 1, 1), "nothing", 3)
    assert rows("usage")["Searches that found nothing (%)"] == ("too few to say",)


# Months


def test_months_before_counting_began_are_not_drawn(client):
    count(date(2026, 3, 14), "search", 9)
    count(date(2026, 5, 1), "search", 9)
    drawn, _ = ImpactReport(Period(date(2025, 11, 1), date(2026, 6, 30))).charts
    assert [label for label, *_ in drawn.pairs] == ["Mar 2026", "Apr 2026", "May 2026", "Jun 2026"]
    page = client.get("/impact/", {"from": "2025-11-01", "to": "2026-06-30"}).text
    assert "Mar 2026" in page
    assert "Feb 2026" not in page
    assert "February 2026" not in page


def test_months_to_come_are_not_drawn():
    today = timezone.localdate()
    count(today, "search", 9)
    drawn, _ = ImpactReport(Period(today, today + timedelta(90))).charts
    assert [label for label, *_ in drawn.pairs] == [f"{today:%b %Y}"]


def test_an_empty_bank_is_told_as_such_and_draws_nothing(client):
    for address in ("/impact/", "/impact/report/"):
        page = client.get(address).text
        assert "Nothing was counted in this period yet." in page
        assert "No entries were published in this period yet." in page
        assert page.count("There is nothing to draw for this period yet.") == 2
        assert "<rect" not in page


# What was added


def test_what_the_bank_began_with_is_not_an_addition():
    for day in (at(2025, 12, 1), at(2025, 12, 1), at(2026, 2, 1), at(2026, 11, 20)):
        shown(make_resource(), day)
    figures = Figures(YEAR)
    assert (figures.began, figures.began_with, figures.added) == (date(2025, 12, 1), 2, 1)
    assert Figures(Period(date(2026, 1, 1), date(2026, 10, 31))).added == 1


def test_additions_say_what_was_suggested_and_what_is_from_the_county():
    shown(make_resource(), at(2025, 12, 1))
    suggested, reported = (shown(make_resource(), at(2026, 2, 1)) for _ in range(2))
    for purpose, entry in (("suggestion", suggested), ("suggestion", suggested), ("problem", reported)):
        Message.objects.create(purpose=purpose, entry=Entry.objects.get(pk=entry.pk))
    shown(make_case_study(districts=["tamworth", "lichfield"]), at(2026, 2, 1))
    shown(make_case_study(districts=["national"]), at(2026, 2, 1))
    shown(make_case_study(districts=["tamworth"], evidence_strength="illustrative"), at(2026, 2, 1))
    figures = Figures(YEAR)
    assert (figures.added, figures.added_from_suggestions, figures.added_case_studies) == (5, 1, 1)


def test_growth_compares_what_readers_could_see_at_both_ends():
    shown(make_resource(), at(2025, 9, 1))
    hidden = shown(make_resource(), at(2025, 9, 1))
    withdraw(entry=hidden)
    Revision.objects.filter(entry=hidden.pk, number=2).update(at=at(2026, 1, 1))
    shown(make_organisation(), at(2026, 2, 1))
    shown(make_resource(), at(2026, 11, 20))
    assert rows("growth")["Resources"] == (2, 1)
    assert rows("growth")["Support organisations"] == (0, 1)


def test_growth_begins_on_the_day_that_the_bank_began():
    shown(make_resource(), at(2026, 2, 10))
    _, drawn = ImpactReport(YEAR).charts
    assert drawn.series == ["10 February 2026", "31 October 2026"]


# What was kept right


def test_numbers_are_those_of_the_organisations_that_were_checked():
    two = [{"channel": "phone", "value": "01785 111111"}, {"channel": "text", "value": "85258"}]
    mail = {"channel": "email", "value": "a@example.org"}
    checked = make_organisation(contact_points=[*two, mail])
    make_organisation(phone="01785 222222")
    record_check(entry=checked, on=date(2026, 3, 1))
    record_check(entry=make_resource(), on=date(2026, 3, 1))
    Revision.objects.update(at=at(2026, 3, 1))
    assert (Figures(YEAR).checked, Figures(YEAR).numbers_checked) == (2, 2)


def test_an_address_is_corrected_where_a_version_has_another_than_the_one_before():
    entries = [make_resource(url=f"https://example.org/{number}") for number in range(3)] + [make_resource(url="")]
    for entry, url in zip(
        entries, ["https://example.org/new", "https://example.org/1", "", "https://first"], strict=True
    ):
        entry.url, entry.summary = url, "Something else"
        save_entry(entry=entry)
        record_revision(entry=entry, action=Action.EDITED)
    Revision.objects.filter(number=2).update(at=at(2026, 3, 1))
    assert Figures(YEAR).addresses_corrected == 1
    assert Figures(Period(date(2026, 4, 1), date(2026, 10, 31))).addresses_corrected == 0


def test_course_dates_are_those_of_the_period_that_were_not_cancelled():
    course = make_course()
    for day, status in ((1, "scheduled"), (2, "full"), (3, "cancelled")):
        start = at(2026, 3, day)
        CourseSession.objects.create(
            course=course, starts_at=start, ends_at=start + timedelta(hours=1), status=status
        )
    start = at(2026, 11, 1)
    CourseSession.objects.create(course=course, starts_at=start, ends_at=start + timedelta(hours=1))
    assert Figures(YEAR).course_dates == 2


# The same everywhere


def fill():
    """Something of everything, in numbers that differ."""
    count(date(2026, 3, 1), "search", 1234)
    count(date(2026, 3, 1), "nothing", 67)
    count(date(2026, 4, 1), "opened", 89, "training/aim3")
    count(date(2026, 4, 1), "page", 13, "opendata:session_calendar")
    shown(make_course(), at(2025, 12, 1))
    late = shown(make_case_study(districts=["tamworth"]), at(2026, 2, 1))
    Message.objects.create(purpose="suggestion", entry=Entry.objects.get(pk=late.pk))
    for days in (1, 3, 20):
        Message.objects.create(
            purpose="problem", received_at=at(2026, 3, 1), handled_at=at(2026, 3, 1) + timedelta(days), state="done"
        )
    Message.objects.create(purpose="problem", received_at=at(2026, 3, 1))
    record_check(entry=make_organisation(phone="01785 111111"), on=date(2026, 3, 1))
    Revision.objects.filter(action=Action.CHECKED).update(at=at(2026, 3, 1))
    phrase = SearchedPhrase.objects.create(words="vaping", state="released")
    phrase.days.create(day=date(2026, 3, 1), found=False)


def numbers_in(text):
    without_days = re.sub(r"\d+ [A-Z][a-z]+ \d{4}", "", text)
    return {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", without_days)}


def test_every_number_in_a_sentence_stands_in_a_table_and_in_the_csv(client):
    fill()
    query = {"from": str(YEAR.first), "to": str(YEAR.last)}
    text = client.get("/impact/report.csv", query).content.decode("utf-8-sig")
    figures = {row["number"] for row in csv.DictReader(io.StringIO(text))}
    page = client.get("/impact/", query).text
    for sentence in ImpactReport(YEAR).sentences:
        for number in numbers_in(f"{sentence.text} {sentence.more}"):
            assert str(number) in figures, (number, sentence)
            assert f">{number:,}</td>" in page, (number, sentence)


def test_both_pages_tell_the_sentences_and_draw_the_charts_before_any_table(client):
    fill()
    for address in ("/impact/", "/impact/report/"):
        page = client.get(address, {"from": str(YEAR.first), "to": str(YEAR.last)}).text
        last_sentence = page.index("so we do not know who took part.")
        assert page.index("readers searched 1,234 times") < last_sentence < page.index('role="img"')
        assert page.count('role="img"') == 2
    assert page.rindex('role="img"') < page.index("<table")


def test_pages_have_no_style_of_their_own(client):
    fill()
    page = client.get("/impact/", {"from": str(YEAR.first), "to": str(YEAR.last)}).text
    assert " style=" not in page
    assert "<style" not in page


def test_a_month_more_costs_no_query_more(client, django_assert_max_num_queries):
    fill()
    query = {"from": str(YEAR.first), "to": str(YEAR.last)}
    with django_assert_max_num_queries(100) as first:
        client.get("/impact/", query)
    for month in range(5, 9):
        count(date(2026, month, 1), "search", 9)
        count(date(2026, month, 1), "page", 9, "topics/consent")
        shown(make_case_study(districts=["tamworth"]), at(2026, month, 1))
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get("/impact/", query)
    assert Count.objects.filter(what="page", key__startswith="topics/").count() == 4
