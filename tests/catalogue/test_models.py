from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from directory.catalogue.actions.editing import next_review
from directory.catalogue.actions.steps import publish
from directory.catalogue.doors import Door
from directory.catalogue.models import Entry
from directory.catalogue.states import State
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource

pytestmark = pytest.mark.django_db


def refuse(**values):
    """The database itself refuses to give a published entry these values."""
    entry = make_resource()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**values)


def test_entry_refuses_ages_in_the_wrong_order():
    refuse(age_min=12, age_max=11)


def test_entry_refuses_one_age_without_the_other():
    refuse(age_min=5, age_max=None)


def test_entry_refuses_an_age_above_25():
    refuse(age_min=5, age_max=26)


@pytest.mark.parametrize("missing", [{"summary": ""}, {"age_min": None, "age_max": None}, {"cost": None}])
def test_entry_refuses_to_be_published_without(missing):
    refuse(**missing)


@pytest.mark.parametrize("status", ["closed", "superseded"])
def test_entry_refuses_to_be_published_without_a_successor_when(status):
    refuse(status=status)


def test_entry_refuses_to_succeed_itself():
    entry = make_resource()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(successor=entry.pk)


def test_entry_refuses_to_publish_facts_of_low_confidence():
    refuse(confidence="low")


@pytest.mark.parametrize("field", ["kind", "state", "status", "quality", "confidence"])
def test_entry_refuses_an_unknown_code_of(field):
    refuse(**{field: "odd"})


def test_entry_refuses_to_be_published_without_a_sector():
    entry = make_resource(published=False, sectors=[])
    with pytest.raises(IntegrityError, match="at least one sector"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(state=State.PUBLISHED, published_at="2026-01-01T00:00Z")


def test_entry_slug_is_used_once_in_a_kind_and_may_stand_in_another():
    make_resource(slug="same")
    make_organisation(slug="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_resource(slug="same")


def test_entry_slug_is_made_from_the_title_and_counts_on():
    slugs = [make_resource("Asking first", published=False).slug for _ in range(3)]
    assert slugs == ["asking-first", "asking-first-2", "asking-first-3"]


def test_entry_slug_is_made_for_a_title_that_has_no_letters():
    assert make_resource("???", published=False).slug == "resource"


def test_entry_address_is_the_page_when_published_and_the_preview_before():
    assert make_resource(slug="ours").get_absolute_url() == "/resources/ours/"
    assert make_resource(slug="mine", published=False).get_absolute_url() == "/resources/mine/preview/"


def test_publication_problems_are_none_for_a_complete_entry():
    assert make_resource(published=False).publication_problems() == []


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"summary": ""}, "Add a summary."),
        ({"sectors": []}, "Add at least one sector."),
        ({"topics": []}, "Add at least one topic."),
        ({"districts": []}, "Add at least one district, or National."),
        ({"confidence": "low"}, "Check the facts first. Confidence in them is low."),
        ({"status": "closed"}, "Say what replaces it, or archive it."),
    ],
)
def test_publication_problems_name_what_is_missing(missing, sentence):
    entry = make_resource(published=False, **missing)
    assert entry.publication_problems() == [sentence]
    with pytest.raises(ValidationError):
        publish(entry=entry)


def test_publication_problems_refuse_a_successor_that_has_gone_itself():
    last = make_organisation()
    closed = make_organisation(status="closed", successor=last)
    entry = make_organisation(published=False, status="closed", successor=closed)
    assert entry.publication_problems() == ["The replacement is no longer available. Choose something that is."]


def test_publication_problems_accept_an_age_of_nought():
    assert make_resource(published=False, ages=(0, 5)).publication_problems() == []


def test_an_entry_may_say_nothing_of_needs():
    assert make_organisation(published=False, abilities=[]).publication_problems() == []
    assert make_resource(published=False, abilities=[]).publication_problems() == []


def test_what_pupils_get_says_whose_needs_it_fits_or_is_told_not_to():
    assert not make_resource(abilities=[]).says_needs
    assert not make_organisation().says_needs
    assert make_resource(abilities=["mld"]).says_needs
    assert make_organisation(for_everyone=True).says_needs


def test_what_staff_read_need_not_say_whose_needs_it_fits():
    for entry in (make_course(abilities=[]), make_case_study(abilities=[]), make_guidance(abilities=[])):
        assert entry.says_needs
    assert make_resource(abilities=[], resource_kinds=["policy_template"]).says_needs


def test_a_resource_is_a_lesson_if_any_part_of_it_is_for_pupils_or_parents():
    assert make_resource(resource_kinds=["toolkit", "video"]).door == Door.LESSONS
    assert make_resource(resource_kinds=["newsletter"]).door == Door.LESSONS
    assert make_resource(resource_kinds=["toolkit", "audit_tool"]).door == Door.GUIDANCE


def test_a_door_is_known_from_the_row_that_all_kinds_share():
    made = [make_resource(), make_organisation(), make_course(), make_case_study(), make_guidance()]
    rows = Entry.objects.with_door().in_bulk([entry.pk for entry in made])
    assert [rows[entry.pk].door for entry in made] == [
        Door.LESSONS,
        Door.ORGANISATION,
        Door.TRAINING,
        Door.CASE_STUDY,
        Door.GUIDANCE,
    ]


def test_organisation_for_adults_is_not_published_for_anyone_under_18():
    young = make_organisation(published=False, help_kinds=["adults", "medical"], ages=(16, 25))
    assert young.publication_problems() == [
        "A service for adults must have a youngest age of 18, so that no child is sent to it."
    ]
    adult = make_organisation(published=False, help_kinds=["adults"], ages=(18, 25))
    assert adult.publication_problems() == []


def test_case_study_is_not_published_while_somebody_might_be_recognised():
    study = make_case_study(published=False, anonymised=False)
    assert study.publication_problems() == ["Anonymity checklist: confirm “nobody can be recognised”."]


@pytest.mark.parametrize(
    ("checked", "months", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
    ],
)
def test_next_review_keeps_to_the_end_of_a_short_month(checked, months, due):
    reached = {"phone": "0300 000 0000"} if months == 6 else {}
    assert next_review(make_organisation(checked_on=checked, **reached)) == due


def test_every_entry_has_an_identifier_of_its_own_that_stays():
    one, other = make_resource(), make_resource()
    assert one.uuid != other.uuid
    one.slug = "elsewhere"
    one.save()
    assert Entry.objects.get(pk=one.pk).uuid == one.uuid
