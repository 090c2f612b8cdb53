"""What the starter content says is safe for its readers and no more than is known."""

import re
from urllib.parse import urlparse

import pytest

from directory.casestudies.models import CaseStudy
from directory.catalogue.models import Entry
from directory.catalogue.states import Confidence
from directory.guidance.models import GuidanceUpdate
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.search.documents.models import SearchDocument
from directory.topics.models import AuditArea
from directory.training.models import Course

pytestmark = [pytest.mark.usefixtures("starter_content"), pytest.mark.django_db]

# Made for children under ten themselves, not only for the adults around them.
FOR_YOUNG_CHILDREN = {
    "emergency-services",
    "nhs111-mh",
    "nspcc-raie",
    "childline",
    "ceop",
    "ceop-education",
    "childnet",
    "coram-voice",
    "tender",
}

ESSENTIALS = {
    Organisation: ["staffs-eds", "staffs-adult-safeguarding", "stoke-front-door", "stoke-edt", "staffs-lado"],
    Resource: ["ceop-online-blackmail", "nca-iwf-ai-guide", "stopncii", "ukcis-early-years", "csa-parents-education"],
    Course: ["nspcc-mandatory-reporting", "nspcc-governors"],
    GuidanceUpdate: ["wtsc-2026", "crime-policing-2026-duty", "crime-policing-2026-images", "cwsa-2026", "vawg-2025"],
}

OWN_PAGES = [
    "oak-power",
    "oak-media",
    "oak-consent",
    "oak-dv",
    "csa-communicating",
    "csa-safety-plan",
    "pshe-send",
    "safelives-yp-dash",
    "nspcc-its-not-love",
]


def slugs(entries):
    return set(entries.values_list("slug", flat=True))


@pytest.mark.parametrize("model", ESSENTIALS)
def test_starter_content_shows_what_was_missing(model):
    assert set(ESSENTIALS[model]) <= slugs(model.objects.published())


def test_services_are_listed_for_young_pupils_only_if_they_are_made_for_them():
    assert slugs(Organisation.objects.filter(audiences__code="pupils", age_min__lt=10)) == FOR_YOUNG_CHILDREN


def test_services_after_sexual_violence_are_for_pupils_from_the_age_at_which_they_may_call():
    serves = Organisation.objects.filter(help_kinds__code__in=["medical", "isva_advocacy", "domestic_abuse"])
    assert serves.filter(audiences__code="pupils", age_min__lt=13).count() == 0


def test_what_is_for_adults_is_never_written_for_pupils():
    assert not Entry.objects.filter(age_min__gte=18, audiences__code="pupils").exists()


def test_children_under_13_have_a_sexual_assault_service():
    assert Organisation.objects.published().filter(help_kinds__code="medical", age_min=0, age_max=17).exists()


def test_a_booking_line_is_no_help_for_a_child_and_an_adults_line_none_for_a_child_who_has_harmed():
    assert [kind.code for kind in Organisation.objects.get(slug="glow").help_kinds.all()] == ["education"]
    assert not Organisation.objects.filter(
        slug="respect", help_kinds__code__in=["harmed_others", "families"]
    ).exists()


def test_case_studies_tick_only_what_they_say():
    for case in CaseStudy.objects.all():
        assert case.both_children == bool(case.done_for_harmed and case.done_for_who_harmed), case
        assert case.says_what_failed == bool(case.what_did_not_work), case


def test_case_studies_serve_every_setting_and_none_names_a_need():
    assert not CaseStudy.objects.filter(abilities__isnull=False).exists()


def test_a_caution_about_what_was_not_achieved_stands_with_the_outcome_and_is_no_failure():
    case = CaseStudy.objects.get(slug="more-leads")
    assert "More leads do not by themselves raise disclosures." in case.outcome
    assert not case.what_did_not_work


def test_a_question_for_governors_is_asked_once_and_names_its_thing_before_it_calls_it_it():
    texts = [area.questions for area in AuditArea.objects.all()]
    texts += CaseStudy.objects.values_list("questions_for_governors", flat=True)
    questions = [line for text in texts for line in text.splitlines()]
    assert len(set(questions)) == len(questions) > 60
    for question in questions:
        before, pronoun, _ = re.split(r"\b(it|its|they|this route|the plan)\b", f"{question} it", maxsplit=1)
        assert len(before.split()) >= 5, (question, pronoun)


def test_case_study_on_bail_holds_no_step_that_its_source_does_not():
    case = CaseStudy.objects.get(slug="bail-in-school")
    assert (case.what_was_done, case.done_for_harmed) == ("ESAS helped the school to write a risk assessment", "")


def test_proposed_guidance_is_not_shown_as_in_force(client):
    update = GuidanceUpdate.objects.get(slug="kcsie-2026")
    assert (update.effective_from, update.replaces, update.confidence) == (None, "", Confidence.MEDIUM)
    assert "In force from" not in client.get(update.get_absolute_url()).text


def test_lessons_of_ceop_education_say_that_they_are_for_classes_of_children():
    lessons = Resource.objects.filter(publisher="CEOP Education", audiences__code="teaching_staff")
    assert lessons.count() >= 5
    for lesson in lessons:
        assert lesson.when_not_to_use == "Not in assemblies, and not with adults of 18 or over."
        assert lesson.age_max < 18


@pytest.mark.parametrize("slug", OWN_PAGES)
def test_resource_links_to_its_own_page(slug):
    assert urlparse(Resource.objects.get(slug=slug).url).path not in ("", "/")


def test_local_meetings_lead_to_the_networks(client):
    assert (
        'href="/networks/"'
        in client.get("/training/local-dsl-meetings/").text.partition("<h1")[2].partition("<footer")[0]
    )


def test_drafts_of_our_own_name_their_sources_and_are_shown_to_nobody(client):
    drafts = Resource.objects.filter(slug__startswith="draft-")
    assert drafts.count() == 9
    assert not SearchDocument.objects.filter(entry__in=drafts).exists()
    for draft in drafts:
        assert (draft.confidence, draft.is_published) == (Confidence.LOW, False)
        assert "\nSources" in draft.how_to_use
        assert "Not yet checked by the county." in draft.source
        assert client.get(f"/resources/{draft.slug}/").status_code == 404


def test_drafts_for_children_say_who_to_tell_and_promise_no_secret():
    for slug in ("pupil-half-page", "assembly-primary", "assembly-secondary", "assembly-post-16"):
        text = Resource.objects.get(slug=f"draft-{slug}").how_to_use
        for words in ("Childline", "999", "We cannot keep it a secret"):
            assert words in text, (slug, words)
