"""Lists of services as people have them: a column of telephone numbers becomes contact points, or is refused."""

import pytest
import tablib

from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets
from directory.exchange.import_problems import import_problems
from directory.organisations.models import Organisation
from tests.factories import make_course, make_organisation
from tests.people import make_user

pytestmark = pytest.mark.django_db


def bring_in(*rows, headers=("reference", "title", "phone")):
    rows = tablib.Dataset(*rows, headers=headers)
    return EntryResource(Organisation, by=make_user("Curator")).import_rows(rows, dry_run=False)


def numbers(reference):
    return [
        (point.value, point.extension) for point in Organisation.objects.get(reference=reference).contact_points.all()
    ]


@pytest.mark.parametrize(
    ("phone", "found"),
    [
        ("01785 222000 ext 123", [("+441785222000", "123")]),
        ("01785 222000 or 01785 222001", [("+441785222000", ""), ("+441785222001", "")]),
        ("+44 (0)1785 222000", [("+441785222000", "")]),
        ("01785 222000 (option 2)", [("+441785222000", "")]),
        ("", []),
    ],
)
def test_a_column_of_numbers_becomes_contact_points(phone, found):
    bring_in(["centre", "Harbour Centre", phone])
    assert numbers("centre") == found


@pytest.mark.parametrize("phone", ["1785222000", 1785222000, "1.78522E+09", "n/a", "ask at reception"])
def test_what_a_spreadsheet_made_of_a_number_is_refused_and_the_row_named(phone):
    result = bring_in(["first", "First", "0800 1111"], ["mill", "Mill Project", phone])
    (row, words), *others = import_problems(result)
    assert (row, others) == ("Row 3, phone", [])
    assert "telephone number" in words or "start with 0" in words
    assert not Organisation.objects.exists()


def test_what_else_is_known_of_a_number_stays_with_it():
    helper = make_organisation(
        reference="centre",
        contact_points=[
            {"channel": "phone", "value": "01785 222000", "note": "Choose 1"},
            {"channel": "email", "value": "help@example.org"},
        ],
    )
    bring_in(["centre", "01785 222001, 01785 222000"], headers=["reference", "phone"])
    points = [(point.channel, point.shown, point.note) for point in helper.contact_points.all()]
    assert points == [
        ("phone", "01785 222001", ""),
        ("phone", "01785 222000", "Choose 1"),
        ("email", "help@example.org", ""),
    ]


def test_a_number_that_takes_the_place_of_another_keeps_what_is_known_of_that():
    point = {"channel": "phone", "value": "01785 222000", "audience": "school_staff", "opening_times": "Mon 9am-5pm"}
    helper = make_organisation(reference="centre", contact_points=[point])
    bring_in(["centre", "01785 222333"], headers=["reference", "phone"])
    now = helper.contact_points.get()
    assert (now.value, now.audience, now.opening_times) == ("+441785222333", "school_staff", "Mon 09:00-17:00")


def test_a_column_that_says_what_is_known_already_changes_nothing():
    make_organisation(reference="centre", contact_points=[{"channel": "phone", "value": "01785 222000"}])
    assert bring_in(["centre", "01785222000"], headers=["reference", "phone"]).totals["skip"] == 1


def test_contact_points_go_out_and_come_in_again_with_no_change():
    make_organisation(
        reference="centre",
        contact_points=[
            {
                "channel": "phone",
                "value": "01785 222000 ext 5",
                "opening_times": "weekdays 9am to 5pm",
                "age_from": 11,
            },
            {"channel": "text", "value": "85258", "always_open": True, "note": "Text SHOUT"},
            {"channel": "in_person", "value": "Market Square, Stafford"},
        ],
    )
    content = EntryResource(Organisation).export().csv
    rows = spreadsheets.read(content.encode())
    result = EntryResource(Organisation, by=make_user("Curator")).import_rows(rows, dry_run=False)
    assert (list(import_problems(result)), result.totals["skip"]) == ([], 1)


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2027-01-12 09:30 | 2027-01-12 12:00 | Leek | javascript:alert(1) | scheduled", "valid URL"),
        ("2027-01-12 09:30 | 2027-01-12 12:00 | Leek | ring the office | scheduled", "valid URL"),
        ("2027-01-12 09:30 | 2027-01-12 12:00 | NHS 943 476 5919 | | scheduled", "looks like"),
        ("2027-01-12 12:00 | 2027-01-12 09:30 | Leek | | scheduled", "must end after it starts"),
        (f"2027-01-12 09:30 | 2027-01-12 12:00 | {'x' * 201} | | scheduled", "at most 200"),
        (
            "2027-01-12 09:30 | 2027-01-12 12:00 | Leek\n2027-01-12 09:30 | 2027-01-12 13:00 | Leek",
            "already has a session",
        ),
    ],
)
def test_dates_of_a_course_are_checked_like_fields_in_the_preview_too(line, words, dry_run):
    course = make_course(reference="ours")
    rows = tablib.Dataset(["ours", line], headers=["reference", "sessions"])
    result = EntryResource(type(course), by=make_user("Curator")).import_rows(rows, dry_run=dry_run)
    assert words in " ".join(said for _, said in import_problems(result))
    assert not course.sessions.exists()
