"""What a case study needs before readers see it."""

import pytest

from directory.casestudies.models import CaseStudy
from tests.factories import make_case_study

pytestmark = pytest.mark.django_db

FULL = dict.fromkeys(CaseStudy.FULLNESS, True)
SIGNED = dict.fromkeys(CaseStudy.SIGNED_OFF, "Safeguarding lead, March 2026")


def problems(**values):
    return make_case_study(published=False, **values).publication_problems()


def test_case_study_from_a_published_source_may_leave_out_what_its_source_leaves_out():
    assert problems(published_source=True, both_children=False, says_what_failed=False) == []


def test_case_study_from_a_school_tells_of_both_children_and_of_what_failed():
    assert problems(published_source=False, **FULL, **SIGNED) == []
    assert problems(published_source=False, **SIGNED) == [
        "Anonymity checklist: confirm “both children are considered”.",
        "Anonymity checklist: confirm “it says what did not work”.",
    ]


@pytest.mark.parametrize("name", CaseStudy.ANONYMITY)
def test_case_study_is_anonymous_whatever_its_source(name):
    label = CaseStudy._meta.get_field(name).verbose_name
    assert problems(published_source=True, **{name: False}) == [f"Anonymity checklist: confirm “{label}”."]
