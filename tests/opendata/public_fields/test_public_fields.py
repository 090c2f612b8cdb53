"""The one list of what leaves: all of what the page of an entry shows, and nothing else."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.casestudies.decisions import Decision
from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_check, record_revision
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import is_parent_link, model_of
from directory.catalogue.states import Action
from directory.opendata.public_fields.case_studies import DECISION
from directory.opendata.public_fields.field import Datatype
from directory.opendata.public_fields.kinds import FIELDS, all_public_records, public_entries, public_records
from directory.opendata.public_fields.not_public import NOT_PUBLIC
from directory.opendata.public_fields.organisations import CONTACT_POINT
from directory.opendata.public_fields.training import DATE
from directory.opendata.public_fields.vocabularies import (
    TERM_FIELDS,
    TOPIC_FIELDS,
    VOCABULARIES,
    public_terms,
    public_topics,
)
from directory.organisations.contact_points import ContactPoint
from directory.taxonomy.models import Coded, Topic
from directory.training.models import CourseSession
from tests.factories import (
    archive,
    make_case_study,
    make_course,
    make_guidance,
    make_organisation,
    make_resource,
    withdraw,
)

pytestmark = pytest.mark.django_db

ROWS = {ContactPoint: CONTACT_POINT, CourseSession: DATE, Decision: DECISION}
MAKERS = {
    Kind.RESOURCE: make_resource,
    Kind.ORGANISATION: make_organisation,
    Kind.TRAINING: make_course,
    Kind.CASE_STUDY: make_case_study,
    Kind.GUIDANCE: make_guidance,
}


def the_record(entry):
    (record,) = [record for record in all_public_records(entry.kind) if record["uuid"] == str(entry.uuid)]
    return record


def columns_of(model):
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {field.name for field in fields if not is_parent_link(field)}


def told(fields):
    return {name for field in fields for name in field.told}


@pytest.mark.parametrize("kind", Kind)
def test_every_field_of_an_entry_is_public_or_said_not_to_be(kind):
    """Add it to `public_fields` if its page shows it, or to `not_public` with the reason."""
    model = model_of(kind)
    hidden = NOT_PUBLIC[Entry].keys() | NOT_PUBLIC.get(model, {}).keys()
    assert columns_of(model) - {"topics"} - told(FIELDS[kind]) == hidden
    assert not hidden & told(FIELDS[kind])


@pytest.mark.parametrize("model", ROWS)
def test_every_field_of_a_row_is_public_or_said_not_to_be(model):
    assert columns_of(model) - told(ROWS[model]) == NOT_PUBLIC[model].keys()


def test_every_rows_that_an_entry_says_are_public():
    rows = {name for kind in Kind for name in model_of(kind).ROWS}
    assert rows == {"contact_points", "sessions", "decisions"}


def test_every_vocabulary_is_public():
    concrete = {model for model in Coded.__subclasses__()[0].__subclasses__() if not model._meta.abstract}
    ages = {model for model in VOCABULARIES.values() if hasattr(model, "age_min")}
    assert set(VOCABULARIES.values()) == concrete | ages
    assert {"vocabulary": "districts", "code": "tamworth", "label": "Tamworth"}.items() <= next(
        {field.name: field.value(term) for field in TERM_FIELDS}.items()
        for term in public_terms()
        if term.term.code == "tamworth"
    )
    topics = [{field.name: field.value(topic) for field in TOPIC_FIELDS} for topic in public_topics()]
    assert len(topics) == Topic.objects.count()


def test_fields_are_named_once_and_described():
    for kind in Kind:
        names = [field.name for field in FIELDS[kind]]
        assert len(names) == len(set(names)), kind
        assert names[0] == "uuid"
        assert all(field.label and field.description.endswith(".") for field in FIELDS[kind])


def test_only_what_is_published_is_read():
    shown, hidden = make_resource("Shown"), make_resource("Hidden")
    make_resource("Draft", published=False)
    withdraw(entry=hidden)
    archive(entry=make_resource("Archived"))
    assert [record["title"] for record in all_public_records(Kind.RESOURCE)] == [shown.title]


def test_an_entry_says_what_its_page_says_as_plain_values():
    entry = make_resource(
        "A lesson",
        topics=["consent"],
        note="Ask Jo",
        source="A phone call",
        summary="What it is.",
        url="https://a.uk",
    )
    record = the_record(entry)
    assert record["uuid"] == str(entry.uuid)
    assert record["kind"] == {"code": "resource", "label": "Resource"}
    assert record["section"]["code"] == "lessons"
    assert record["topics"] == [{"code": "consent", "label": "Consent"}]
    assert (record["age_min"], record["age_max"]) == (5, 11)
    assert record["page"] == f"https://testserver{entry.get_absolute_url()}"
    assert record["cost"]["code"] == "free"
    assert record["content_warning"] is None
    assert record["status"]["code"] == "active"
    text = json.dumps(record)
    assert not any(words in text for words in ("Ask Jo", "A phone call", "confidence", "named_in_review"))


def test_changed_moves_only_when_readers_can_see_a_change():
    entry = make_resource("A lesson")
    before = the_record(entry)["changed"]
    entry.note = "For curators"
    save_entry(entry=entry)
    record_revision(entry=entry, action=Action.EDITED)
    later = timezone.now() + timedelta(days=1)
    entry.revisions.update(at=later)
    assert the_record(entry)["changed"] != before  # all of its history is later now
    entry.revisions.filter(number=1).update(at=timezone.now() - timedelta(days=9))
    assert the_record(entry)["changed"][:10] == (later - timedelta(days=10)).date().isoformat()  # by the clock of UTC


def test_a_confirmation_by_the_organisation_has_its_day():
    entry = make_organisation("A helpline")
    today = timezone.localdate()
    record_check(entry=entry, on=today, action=Action.CONFIRMED)
    record = the_record(entry)
    assert record["confirmed_on"] == record["checked_on"] == today.isoformat()
    assert not record["details_being_checked"]


def test_a_successor_is_named_while_readers_can_see_it():
    newer = make_resource("Newer")
    older = make_resource("Older", status="superseded", successor=newer)
    assert the_record(older)["successor"]["uuid"] == str(newer.uuid)
    withdraw(entry=newer)
    assert the_record(older)["successor"] is None


def test_what_comes_before_is_named_while_readers_can_see_it():
    first, second = make_resource("First"), make_resource("Second")
    second.follows.add(first)
    assert [other["title"] for other in the_record(second)["follows"]] == ["First"]
    assert [other["title"] for other in the_record(first)["followed_by"]] == ["Second"]
    withdraw(entry=first)
    assert the_record(second)["follows"] == []


def test_a_quality_mark_ends_with_its_day():
    entry = make_resource("A lesson")
    for days, quality in ((1, "quality_assured"), (-1, "unreviewed")):
        until = timezone.localdate() + timedelta(days=days)
        Entry.objects.filter(pk=entry.pk).update(quality="quality_assured", quality_until=until)
        record = the_record(entry)
        assert record["quality"]["code"] == quality
        assert record["quality_until"] == (until.isoformat() if days > 0 else None)


def test_a_service_is_reached_as_its_page_says():
    points = [
        {"channel": "phone", "value": "0800 1111", "opening_times": "Mon-Fri 09:00-17:00", "bank_holidays": "closed"},
        {"channel": "email", "value": "help@example.org", "audience": "school_staff", "note": "Say who you are"},
    ]
    entry = make_organisation("A helpline", contact_points=points, url="https://help.example.org")
    record = the_record(entry)
    phone, email = record["contact_points"]
    assert (phone["value"], phone["shown"], phone["link"]) == ("+448001111", "0800 1111", "tel:08001111")
    assert phone["channel"] == {"code": "phone", "label": "Telephone"}
    assert phone["hours"].startswith("Monday to Friday 9am to 5pm, closed on bank holidays")
    assert email["audience"]["code"] == "school_staff"
    assert email["bank_holidays"] is None
    assert record["telephone"] == "0800 1111"


def test_a_service_that_has_closed_names_no_way_to_reach_it():
    instead = make_organisation("Another")
    entry = make_organisation("Closed", phone="0800 1111", url="https://gone.uk", status="closed", successor=instead)
    record = the_record(entry)
    assert (record["contact_points"], record["telephone"], record["url"]) == ([], None, None)
    assert "Do not send anybody" in record["status_note"]


def test_a_course_that_has_ended_has_no_dates():
    soon = timezone.now() + timedelta(days=9)
    course = make_course("Ended", status="superseded", successor=make_course("Its next"))
    course.sessions.create(starts_at=soon, ends_at=soon + timedelta(hours=2))
    assert the_record(course)["dates"] == []


def test_training_says_its_dates_to_come_without_what_was_cancelled():
    course = make_course("A course")
    now = timezone.now()
    for days, status in ((-1, "scheduled"), (1, "full"), (2, "cancelled"), (3, "scheduled")):
        starts = now + timedelta(days=days)
        ends, booking = starts + timedelta(hours=1), "https://book.uk"
        course.sessions.create(starts_at=starts, ends_at=ends, status=status, booking_url=booking)
    record = the_record(course)
    said = [(date["status"]["code"], date["booking_url"]) for date in record["dates"]]
    assert said == [("full", None), ("scheduled", "https://book.uk")]
    assert record["dates"][0]["starts_at"].endswith(("+00:00", "+01:00"))


def test_a_provider_that_readers_cannot_see_is_not_named():
    course = make_course("A course", provider=make_organisation("A provider"))
    assert the_record(course)["provider"]["title"] == "A provider"
    withdraw(entry=course.provider)
    record = the_record(course)
    assert (record["provider"], record["provider_name"]) == (None, None)


def test_a_case_is_told_by_its_decisions_if_it_has_any():
    told_by_steps = make_case_study("Steps", what_was_done="They met")
    decided = [{"when": "The next day", "what": "They met", "why": ""}]
    told_by_decisions = make_case_study("Decided", what_was_done="Something else", decisions=decided)
    assert the_record(told_by_steps)["what_was_done"] == "They met"
    record = the_record(told_by_decisions)
    assert record["what_was_done"] is None
    assert record["decisions"] == [{"when": "The next day", "what": "They met", "why": None}]
    assert "consent" not in "".join(name for name in record)


def test_guidance_names_its_document_while_readers_can_see_it():
    document = make_resource("The document", publisher="DfE")
    update = make_guidance("A change", related_resource=document)
    assert the_record(update)["related_resource"]["title"] == "The document"
    withdraw(entry=document)
    record = the_record(update)
    assert (record["related_resource"], record["publisher"]) == (None, None)


@pytest.mark.parametrize("kind", Kind)
def test_many_entries_take_no_more_queries_than_one(kind, django_assert_num_queries):
    first = MAKERS[kind]()
    with CaptureQueriesContext(connection) as queries:
        public_records(kind, public_entries(kind).filter(pk=first.pk))
    for _ in range(3):
        MAKERS[kind]()
    with django_assert_num_queries(len(queries)):
        assert len(public_records(kind, public_entries(kind))) == 4


def test_values_have_the_types_they_are_said_to_have():
    for kind, make in MAKERS.items():
        record = the_record(make())
        for field in FIELDS[kind]:
            value = record[field.name]
            assert value is not None or not field.required, field.name
            assert isinstance(value, TYPES[field.datatype]) or value is None, field.name


TYPES = {
    **dict.fromkeys([Datatype.STRING, Datatype.DATE, Datatype.DATETIME, Datatype.ANY_URI], str),
    Datatype.INTEGER: int,
    Datatype.BOOLEAN: bool,
    **dict.fromkeys([Datatype.TERM, Datatype.ENTRY], dict),
    **dict.fromkeys([Datatype.TERMS, Datatype.ENTRIES, Datatype.ROWS], list),
}
