"""What the page of an entry says of itself to other programs, kind by kind."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_revision
from directory.catalogue.states import Action
from directory.networks.models import Meeting, Network
from directory.taxonomy.models import Topic
from tests.factories import archive, make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.structured_data import blocks_of, broken_rules, things_in, types_of

pytestmark = pytest.mark.django_db


def said_on(client, page, kind):
    """What the page says of the first thing of this type."""
    text = client.get(page if isinstance(page, str) else page.get_absolute_url()).text
    assert list(broken_rules(text)) == []
    return next(thing for thing in things_in(blocks_of(text)) if kind in types_of(thing))


def test_a_resource_says_what_it_is_and_for_whom(client):
    lesson = make_resource(
        "Asking first",
        url="https://example.org/asking",
        publisher="A charity",
        audiences=["pupils", "teaching_staff", "all_staff"],
        topics=["consent"],
        ages=(7, 11),
        duration_minutes=45,
    )
    said = said_on(client, lesson, "LearningResource")
    assert said["@id"] == lesson.uuid.urn
    assert said["url"] == "https://testserver" + lesson.get_absolute_url()
    assert said["sameAs"] == "https://example.org/asking"
    assert said["publisher"] == {"@type": "Organization", "name": "A charity"}
    assert said["audience"]["educationalRole"] == ["student", "teacher"]
    assert said["typicalAgeRange"] == "7-11"
    assert said["educationalLevel"]["name"] == "Key stage 2"
    assert said["timeRequired"] == "PT45M"
    assert said["teaches"] == ["Consent"]
    assert said["about"][0]["url"] == "https://testserver/topics/consent/"
    assert said["isAccessibleForFree"] is True


@pytest.mark.parametrize(
    ("kinds", "types"),
    [
        (["video"], ["LearningResource", "VideoObject"]),
        (["story_book"], ["LearningResource", "Book"]),
        (["statutory_guidance", "advice_guidance"], ["LearningResource", "DigitalDocument"]),
        (["lesson_pack", "video"], ["LearningResource"]),
        (["lesson_plan"], ["LearningResource"]),
    ],
)
def test_a_resource_is_a_film_or_a_book_only_if_all_of_it_is(client, kinds, types):
    assert types_of(said_on(client, make_resource(resource_kinds=kinds), "LearningResource")) == types


def test_the_ages_of_pupils_are_not_those_of_the_staff_who_read_of_them(client):
    assert "typicalAgeRange" not in said_on(
        client, make_resource(resource_kinds=["advice_guidance"]), "LearningResource"
    )
    assert "typicalAgeRange" not in said_on(client, make_course(), "Course")


@pytest.mark.parametrize(("cost", "free"), [("free", True), ("paid", False), ("mixed", False), ("unknown", None)])
def test_nobody_is_told_that_something_is_free_that_may_not_be(client, cost, free):
    assert said_on(client, make_resource(cost=cost), "LearningResource").get("isAccessibleForFree") is free


def test_what_readers_are_warned_of_comes_first_in_the_description(client):
    newer = make_resource("The new one")
    old = make_resource(
        summary="What it is.", content_warning="It shows a rape.", status="superseded", successor=newer
    )
    said = said_on(client, old, "LearningResource")
    assert said["description"] == "This has been replaced. Content warning: It shows a rape. What it is."
    assert said["creativeWorkStatus"] == "Superseded"
    assert 'name="description" content="This has been replaced.' in client.get(old.get_absolute_url()).text


def test_nothing_of_what_curators_note_is_said(client):
    entry = make_resource(note="SECRET", source="SECRET", confidence="medium")
    said = str(said_on(client, entry, "LearningResource"))
    assert "SECRET" not in said
    assert "medium" not in said


def test_an_archived_entry_and_a_page_that_is_not_there_say_nothing(client):
    entry = make_resource(slug="gone")
    archive(entry=entry)
    assert {name for thing in blocks_of(client.get("/resources/gone/").text) for name in types_of(thing)} == {
        "BreadcrumbList"
    }
    assert blocks_of(client.get("/resources/nowhere/").text) == []


def test_an_organisation_says_how_it_is_reached_and_when(client):
    service = make_organisation(
        "A line",
        url="https://line.example",
        districts=["tamworth"],
        ages=(13, 25),
        contact_points=[
            {"channel": "phone", "value": "0800 1111", "audience": "children", "always_open": True},
            {"channel": "text", "value": "07860 039967", "opening_times": "Mon-Fri 09:00-17:00", "note": "Free"},
            {"channel": "email", "value": "help@line.example", "name": "Advice"},
        ],
    )
    body = said_on(client, service, "Organization")
    phone, text, email = body["contactPoint"]
    assert (body["url"], body["mainEntityOfPage"]) == (
        "https://line.example",
        "https://testserver" + service.get_absolute_url(),
    )
    assert body["areaServed"] == [{"@type": "AdministrativeArea", "name": "Tamworth", "identifier": "E07000199"}]
    assert phone["telephone"] == "08001111"  # which is dialled so, and not with +44
    assert phone["description"] == "Children and young people. Day and night, every day"
    assert (phone["hoursAvailable"][0]["opens"], phone["hoursAvailable"][0]["closes"]) == ("00:00", "23:59")
    assert (text["contactType"], text["telephone"]) == ("Text message", "+447860039967")
    assert text["hoursAvailable"][0]["dayOfWeek"] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert (email["contactType"], email["email"]) == ("Advice", "help@line.example")
    offered = said_on(client, service, "Service")
    assert offered["provider"] == {"@id": body["@id"]}
    assert offered["audience"] == {"@type": "PeopleAudience", "suggestedMinAge": 13}
    assert [one["@id"] for one in offered["availableChannel"]["servicePhone"]] == [phone["@id"], text["@id"]]


def test_a_public_body_is_one(client):
    team = make_organisation(url="https://www.staffordshire.gov.uk/help")
    assert said_on(client, team, "GovernmentOrganization")
    assert said_on(client, team, "GovernmentService")


def test_a_closed_organisation_leads_nobody_to_it(client):
    closed = make_organisation(
        phone="0300 000 0000", url="https://old.example", status="closed", successor=make_organisation("The new one")
    )
    text = client.get(closed.get_absolute_url()).text
    body = said_on(client, closed, "Organization")
    assert body["description"].startswith("This has closed. Do not send anybody to it.")
    assert "contactPoint" not in body
    assert "old.example" not in str(blocks_of(text))
    assert "Service" not in str(blocks_of(text))


def test_a_course_has_those_of_its_dates_that_are_to_come(client):
    provider = make_organisation("The team")
    course = make_course("A course", provider=provider, duration_minutes=120, cost="paid", certificate=True)
    start = timezone.now() + timedelta(days=7)
    for days, place, status in [(0, "Leek", "full"), (1, "", "scheduled"), (2, "Stone", "cancelled")]:
        first = start + timedelta(days=days)
        course.sessions.create(starts_at=first, ends_at=first + timedelta(hours=2), place=place, status=status)
    said = said_on(client, course, "Course")
    assert said["provider"]["name"] == "The team"
    assert said["offers"] == [{"@type": "Offer", "category": "Paid"}]
    assert said["educationalCredentialAwarded"] == "Certificate"
    in_leek, online = said["hasCourseInstance"]
    assert (in_leek["courseMode"], in_leek["location"]["name"]) == ("Onsite", "Leek")
    assert in_leek["courseWorkload"] == "PT120M"
    assert in_leek["remainingAttendeeCapacity"] == 0
    assert in_leek["startDate"] == timezone.localtime(start).isoformat()
    assert (online["courseMode"], online["location"]["@type"]) == ("Online", "VirtualLocation")
    assert "remainingAttendeeCapacity" not in online


def test_a_course_does_not_name_a_provider_whom_readers_cannot_see(client):
    course = make_course(provider=make_organisation("Not yet shown", published=False))
    text = client.get(course.get_absolute_url()).text
    assert list(broken_rules(text)) == ["['Course'] lacks {'provider'}"]
    assert "Not yet shown" not in text


def test_a_change_in_guidance_says_whose_it_is_and_since_when(client):
    document = make_resource("The guidance", publisher="Department for Education")
    update = make_guidance(related_resource=document, published_on=date(2026, 7, 15))
    said = said_on(client, update, "DigitalDocument")
    assert said["publisher"]["name"] == "Department for Education"
    assert said["isBasedOn"] == "https://testserver" + document.get_absolute_url()
    assert said["datePublished"] == "2026-07-15"


def test_a_case_study_says_when_readers_last_saw_it_change_and_names_nobody(client):
    case = make_case_study("A case", setting="A large secondary school")
    before = said_on(client, case, "Article")
    case.note = "For curators"
    save_entry(entry=case)
    record_revision(entry=case, action=Action.EDITED)
    assert said_on(client, case, "Article")["dateModified"] == before["dateModified"]
    case.summary = "Told anew."
    save_entry(entry=case)
    record_revision(entry=case, action=Action.EDITED)
    after = said_on(client, case, "Article")
    assert after["dateModified"] > before["dateModified"]
    assert after["publisher"]["name"] == "Resource bank"
    assert "A large secondary school" not in str(after)


def test_a_meeting_says_that_it_is_cancelled(client):
    network = Network.objects.create(name="Tamworth leads", slug="tamworth", summary="They meet.")
    start = timezone.now() + timedelta(days=3)
    meeting = Meeting.objects.create(
        network=network,
        theme=Topic.objects.get(code="consent"),
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        status="cancelled",
    )
    for page in (network, meeting):
        said = said_on(client, page, "EducationEvent")
        assert said["name"] == "Tamworth leads: Consent"
        assert said["eventStatus"] == "https://schema.org/EventCancelled"
        assert said["location"]["url"] == "https://testserver" + meeting.get_absolute_url()


def test_a_page_asks_the_database_as_much_for_much_to_say_as_for_little(client, django_assert_max_num_queries):
    course = make_course()
    start = timezone.now() + timedelta(days=1)
    course.sessions.create(starts_at=start, ends_at=start + timedelta(hours=1))
    with django_assert_max_num_queries(40) as few:
        client.get(course.get_absolute_url())
    for number in range(2, 6):
        at = start + timedelta(days=number)
        course.sessions.create(starts_at=at, ends_at=at + timedelta(hours=1))
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(course.get_absolute_url())
