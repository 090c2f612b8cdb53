"""Calendars know a date of a course by one name for ever, whatever way it is moved, removed or put back."""

from datetime import timedelta
from uuid import uuid4

import icalendar
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from directory.catalogue.actions import history
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action
from directory.catalogue.working_copies.actions import begin, take_copy_step
from directory.exchange.columns.cells import cell, rows_from_cell
from directory.exchange.files.spreadsheets import read
from directory.training.models import Course, CourseSession
from tests.exchange.test_entry_resource import bring_in, export, table
from tests.factories import archive, make_course
from tests.people import make_user

pytestmark = pytest.mark.django_db
NOON = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def course():
    """Of two dates, at two places."""
    course = make_course("A briefing", reference="ours")
    for days, place in ((30, "Leek"), (40, "Stone")):
        starts = NOON + days * DAY
        course.sessions.create(starts_at=starts, ends_at=starts + HOUR, place=place)
    history.record_revision(entry=course, action=Action.EDITED)
    return course


def events(host="testserver"):
    content = Client().get("/training/calendar.ics", headers={"Host": host}).content
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {str(event["uid"]): (event["dtstart"].dt, event["sequence"], str(event["status"])) for event in found}


def moved(row):
    """Put at another time of another day at another place: nothing of it is as it was but its name."""
    starts = NOON + (50 if row["place"] == "Leek" else 60) * DAY + 2 * HOUR
    times = {"starts_at": starts.isoformat(), "ends_at": (starts + HOUR).isoformat()}
    return row | times | {"place": f"Not {row['place']}"}


def said(course):
    record = record_of(Course.objects.get(pk=course.pk))
    return record | {"sessions": [moved(row) for row in record["sessions"]]}


def by_import(course):
    line = table(["ours", cell(said(course)["sessions"])], headers=["reference", "sessions"])
    assert bring_in(line, make_user("Curator"), "training").totals["update"] == 1


def by_a_working_copy(course):
    editor = make_user("Editor")
    copy = take_copy_step(step="submit", copy=begin(entry=course, record=said(course), by=editor), by=editor)
    take_copy_step(step="publish", copy=copy, by=make_user("Curator"))


def by_going_back(course):
    """It was somewhere else for a while."""
    before = course.revisions.first()
    apply_record(Course.objects.get(pk=course.pk), said(course))
    history.record_revision(entry=course, action=Action.EDITED)
    CourseSession.objects.update(sequence=0)
    history.restore_revision(change=before, by=make_user("Curator"))


def one_by_one(course):
    for session in course.sessions.all():
        session.starts_at, session.ends_at = (moment + 5 * DAY for moment in (session.starts_at, session.ends_at))
        session.save()


@pytest.mark.parametrize("move", [by_import, by_a_working_copy, by_going_back, one_by_one])
def test_dates_keep_their_names_and_count_one_change_by_whatever_way_they_are_moved(course, move):
    before = events()
    move(course)
    after = events()
    assert before.keys() == after.keys()
    assert {(sequence, status) for _, sequence, status in after.values()} == {(1, "CONFIRMED")}


def test_the_name_of_a_date_is_the_same_whatever_site_is_asked(course):
    assert events() == events(host="localhost")
    assert set(events()) == {str(session.uuid) for session in course.sessions.all()}


def test_two_dates_may_exchange_their_times(course):
    first, second = record_of(course)["sessions"]
    when = ("starts_at", "ends_at", "place")
    swapped = [row | {name: other[name] for name in when} for row, other in ((first, second), (second, first))]
    apply_record(course, record_of(course) | {"sessions": swapped})
    assert {str(one.uuid): one.place for one in course.sessions.all()} == {
        first["uuid"]: "Stone",
        second["uuid"]: "Leek",
    }
    assert {sequence for _, sequence, _ in events().values()} == {1}


def test_a_date_that_is_removed_is_cancelled_in_calendars_and_put_back_it_is_the_same(course):
    record, before = record_of(course), events()
    apply_record(course, record | {"sessions": record["sessions"][1:]})
    gone = record["sessions"][0]["uuid"]
    assert events()[gone] == (before[gone][0], 1, "CANCELLED")
    assert b"Leek" not in Client().get("/training/calendar.ics").content  # it may be why the date was removed
    typed_again = [{name: part for name, part in row.items() if name != "uuid"} for row in record["sessions"]]
    apply_record(course, record | {"sessions": typed_again})
    assert events() == before | {gone: (before[gone][0], 2, "CONFIRMED")}


def test_what_readers_never_saw_or_what_is_over_is_removed_without_a_word(course):
    draft = make_course(published=False)
    past = course.sessions.create(starts_at=NOON - 3 * DAY, ends_at=NOON - 3 * DAY + HOUR)
    unseen = draft.sessions.create(starts_at=NOON + 3 * DAY, ends_at=NOON + 3 * DAY + HOUR)
    before = events().keys() - {str(past.uuid)}
    past.delete()
    unseen.delete()
    assert events().keys() == before
    archive(entry=course)
    assert events() == {}


def test_an_export_takes_the_names_of_dates_to_another_bank(course):
    rows, before = read(export("training", "csv")), set(events())
    course.delete()
    assert bring_in(rows, make_user("Curator"), "training").totals["new"] == 1
    assert {str(session.uuid) for session in CourseSession.objects.all()} == before


def test_an_export_without_a_change_changes_nothing_with_the_names_of_dates_or_without(course):
    curator, lines = make_user("Curator"), cell(record_of(course)["sessions"])
    without = "\n".join(line.rpartition(" | ")[0] for line in lines.splitlines())
    for text in (lines, without):
        result = bring_in(table(["ours", text], headers=["reference", "sessions"]), curator, "training")
        assert result.totals["skip"] == 1


def test_a_line_copied_for_a_new_date_is_asked_to_have_a_name_of_its_own(course):
    line = cell(record_of(course)["sessions"]).splitlines()[0]
    copied = line.replace("Leek", "Rugeley")
    with pytest.raises(ValidationError, match="Two dates have the same permanent identifier"):
        rows_from_cell(Course, "sessions", f"{line}\n{copied}")
    with pytest.raises(ValidationError, match="“x1” is not a permanent identifier"):
        rows_from_cell(Course, "sessions", f"{line.rpartition(' | ')[0]} | x1")


def test_the_dates_of_a_course_that_was_copied_in_a_file_get_names_of_their_own(course):
    other = make_course(reference="another", published=False)
    apply_record(other, record_of(other) | {"sessions": record_of(course)["sessions"]})
    assert CourseSession.objects.values("uuid").distinct().count() == 4


def test_a_restored_version_brings_a_removed_date_back_and_not_the_one_in_its_place(course):
    before, version = events(), course.revisions.first()
    rows = record_of(course)["sessions"]
    apply_record(course, record_of(course) | {"sessions": [rows[1], moved(rows[0]) | {"uuid": str(uuid4())}]})
    history.record_revision(entry=course, action=Action.EDITED)
    history.restore_revision(change=version, by=make_user("Curator"))
    now = events()
    assert {uid for uid, (_, _, status) in now.items() if status == "CONFIRMED"} == set(before)
    assert sorted(status for _, _, status in now.values()) == ["CANCELLED", "CONFIRMED", "CONFIRMED"]


def test_history_and_comparison_say_nothing_of_names(course):
    number = course.revisions.count()
    last = course.revisions.first()
    for row in last.record["sessions"]:
        del row["uuid"]  # as versions were kept before dates had names
    last.save()
    assert history.record_revision(entry=course, action=Action.EDITED) is None
    assert course.revisions.count() == number
