from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions import editing, history
from directory.catalogue.records.comparing import differences
from directory.catalogue.records.reading import fields_of, record_of
from directory.catalogue.records.rows import replace_rows
from directory.catalogue.records.writing import apply_record
from directory.catalogue.states import Action
from directory.organisations.models import Organisation
from directory.taxonomy.models import Topic
from directory.training.models import Course
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

MAKERS = [make_resource, make_organisation, make_course, make_case_study, make_guidance]


@pytest.mark.parametrize("make", MAKERS)
def test_record_of_holds_every_field_that_can_be_edited(make):
    entry = make()
    record = record_of(entry)
    editable = {field.name for field in fields_of(type(entry))}
    assert editable <= record.keys()
    assert {"title", "summary", "sectors", "topics", "cost", "successor", "cites"} <= editable
    assert not {"state", "quality", "created_at", "slug_ptr", "entry_ptr"} & editable


def test_record_of_names_terms_by_their_codes_and_entries_by_reference():
    provider = make_organisation(slug="glow")
    record = record_of(make_course(provider=provider, sectors=["special", "primary"], cost="free_local"))
    assert record["provider"] == "organisation:glow"
    assert record["sectors"] == ["primary", "special"]
    assert record["cost"] == "free_local"


@pytest.mark.parametrize("make", MAKERS)
def test_apply_record_brings_back_all_that_a_record_held(make):
    entry = make(topics=["consent", "banter"], sectors=["primary", "special"], note="Before")
    before = record_of(entry)
    entry.title, entry.note, entry.age_max = "Another title", "After", 25
    entry.save()
    entry.topics.set([])
    entry.sectors.set(entry.sectors.model.objects.filter(code="middle"))
    apply_record(type(entry).objects.get(pk=entry.pk), before)
    assert record_of(type(entry).objects.get(pk=entry.pk)) == before


def test_apply_record_brings_back_the_dates_of_a_course():
    course, soon = make_course(), timezone.now() + timedelta(days=3)
    course.sessions.create(starts_at=soon, ends_at=soon + timedelta(hours=1), place="Leek")
    before = record_of(course)
    course.sessions.all().delete()
    course.sessions.create(starts_at=soon, ends_at=soon + timedelta(hours=1), place="Stone")
    apply_record(Course.objects.get(pk=course.pk), before)
    assert [session.place for session in course.sessions.all()] == ["Leek"]


def test_apply_record_keeps_a_date_of_a_course_the_same_date_for_calendars():
    course, soon = make_course(), timezone.now() + timedelta(days=3)
    course.sessions.create(starts_at=soon, ends_at=soon + timedelta(hours=1), place="Leek")
    before = record_of(course)
    session = course.sessions.get()
    session.place, session.status = "Stone", "cancelled"
    session.save()
    apply_record(Course.objects.get(pk=course.pk), before)
    after = course.sessions.get()
    assert (after.pk, after.place, after.status, after.sequence) == (session.pk, "Leek", "scheduled", 2)


def test_apply_record_brings_back_two_dates_at_one_time():
    course, soon = make_course(), timezone.now() + timedelta(days=3)
    for place in ("Leek", "Stone"):
        course.sessions.create(starts_at=soon, ends_at=soon + timedelta(hours=1), place=place, status="full")
    before = record_of(course)
    course.sessions.update(status="cancelled")
    apply_record(Course.objects.get(pk=course.pk), before)
    assert record_of(course) == before


def test_apply_record_refuses_a_term_that_has_gone():
    entry = make_resource()
    with pytest.raises(ValidationError, match="no_such_code"):
        apply_record(entry, {**record_of(entry), "sectors": ["no_such_code"]})


def test_apply_record_takes_a_merged_topic_for_what_it_became():
    entry = make_resource(topics=["banter"])
    before = record_of(entry)
    Topic.objects.filter(code="banter").update(merged_into=Topic.objects.get(code="consent"))
    entry.topics.set([])
    apply_record(entry, before)
    assert [topic.code for topic in entry.topics.all()] == ["consent"]


def test_differences_say_what_changed_in_words_and_nothing_else():
    entry = make_organisation(crisis=False)
    before = record_of(entry)
    found = differences(Organisation, before, {**before, "crisis": True, "sectors": ["primary", "special"]})
    assert [(item.label, item.before, item.after) for item in found] == [
        ("answers in a crisis", "No", "Yes"),
        ("sectors", "", "special"),
    ]


def moved_entry():
    """An entry that was at "first" and is at "second", and its version from before."""
    entry = make_resource(slug="first")
    history.record_revision(entry=entry, action=Action.EDITED)
    first = entry.revisions.first()
    entry.slug = "second"
    editing.save_entry(entry=entry)
    return entry, first


def test_restoring_an_earlier_address_keeps_the_later_one_working(client):
    curator = make_user("Curator")
    entry, first = moved_entry()
    history.record_revision(entry=entry, action=Action.EDITED)
    history.restore_revision(change=first, by=curator)
    assert client.get("/resources/first/").status_code == 200
    response = client.get("/resources/second/")
    assert (response.status_code, response.headers["Location"]) == (301, "/resources/first/")


def test_no_entry_takes_the_address_that_another_had(client):
    mover = make_resource(slug="first")
    mover.slug = "second"
    editing.save_entry(entry=mover)
    sign_in(client, make_user("Curator"))
    other = make_resource("Another", slug="other")
    address = reverse("admin:resources_resource_change", args=[other.pk])
    for taken in ("first", "second", "compare"):
        response = client.post(address, {"title": "Another", "slug": taken, "version": other.version})
        assert response.context["adminform"].form.errors["slug"]
    assert client.get("/resources/first/").headers["Location"] == "/resources/second/"


def test_restoring_an_address_that_another_has_by_now_is_refused_in_words(client):
    curator = make_user("Curator")
    entry, first = moved_entry()
    type(entry).objects.filter(pk=make_resource("Another").pk).update(slug="first")
    sign_in(client, curator)
    address = reverse("admin:resources_resource_restore", args=[entry.pk, first.number])
    response = client.post(address)
    assert response.status_code == 200
    assert "has the web address" in response.text


@pytest.mark.parametrize("page", ["change", "versions", "history"])
def test_an_id_beyond_all_numbers_is_not_there(client, page):
    sign_in(client, make_user("Curator"))
    number = "9" * 20
    address = reverse("admin:resources_resource_change", args=[1]).replace("/1/change/", f"/{number}/{page}/")
    assert client.get(address).status_code in (302, 404)


def at_place(start, place):
    return {"starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=2)).isoformat(), "place": place}


def moved(before, after):
    """The numbers of a course's dates before and after it says other dates, each with its place."""
    course, now = make_course(), timezone.now().replace(hour=9, minute=30, second=0, microsecond=0)
    dates = [[at_place(now + timedelta(**when), place) for when, place in some] for some in (before, after)]
    numbers = []
    for some in dates:
        replace_rows(course, "sessions", some)
        numbers.append({session.pk for session in course.sessions.all()})
    return *numbers, course


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([({"days": 3}, "Leek")], [({"days": 3, "minutes": 30}, "Leek")]),
        ([({"days": 3}, "Leek")], [({"days": 3, "minutes": 30}, "Stone")]),
        ([({"days": 3}, "Leek")], [({"days": 10}, "Leek")]),
        (
            [({"days": 3}, "Leek"), ({"days": 4}, "Stone")],
            [({"days": 3, "minutes": 30}, "Leek"), ({"days": 4, "minutes": 30}, "Stone")],
        ),
    ],
)
def test_a_date_that_is_put_at_another_time_stays_the_same_date_for_calendars(before, after):
    old, new, course = moved(before, after)
    assert old == new
    assert {session.sequence for session in course.sessions.all()} == {1}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([({"days": -3}, "Leek")], [({"days": 10}, "Leek")]),
        ([({"days": 3}, "Leek")], [({"days": 10}, "Stone")]),
        ([({"days": 3}, "Leek"), ({"days": 4}, "Leek")], [({"days": 10}, "Leek")]),
    ],
)
def test_another_date_is_another_one(before, after):
    old, new, _ = moved(before, after)
    assert not old & new
