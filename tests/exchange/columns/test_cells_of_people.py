"""Cells as people fill them in: labels, ages, dates and addresses, in any way in which they are written here."""

import pytest
import tablib
from django.core.exceptions import ValidationError

from directory.exchange.columns.cells import date_value, moment_value
from directory.exchange.entry_resource import EntryResource
from directory.exchange.import_problems import import_problems
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.taxonomy.models import Ability, ResourceKind
from tests.factories import make_course, make_organisation, make_resource
from tests.people import make_user

pytestmark = pytest.mark.django_db


def bring_in(model=Resource, **cells):
    """What is wrong with one row of these cells."""
    line = {"reference": "ours", "title": "Ours"} | cells
    rows = tablib.Dataset(list(line.values()), headers=list(line))
    return list(import_problems(EntryResource(model, by=make_user("Curator")).import_rows(rows, dry_run=False)))


def codes(name):
    return sorted(term.code for term in getattr(Resource.objects.get(), name).all())


# Terms


@pytest.mark.parametrize(
    ("column", "cell", "found"),
    [
        ("sectors", "Primary; Secondary", ["primary", "secondary"]),
        ("sectors", "PRIMARY,secondary", ["primary", "secondary"]),
        ("sectors", "Primary (including infant, junior and first schools), Middle", ["middle", "primary"]),
        ("topics", "consent, online_safety", ["consent", "online_safety"]),
        ("topics", "consent | online_safety", ["consent", "online_safety"]),
        ("topics", "Online safety\nConsent", ["consent", "online_safety"]),
        ("topics", "Online-Safety", ["online_safety"]),
        ("districts", "National", ["national"]),
        ("districts", "Newcastle under Lyme; Stoke-on-Trent", ["newcastle_under_lyme", "stoke_on_trent"]),
        ("audiences", "DSL; Parents & carers", ["dsl", "parents_carers"]),
        ("resource_kinds", "Lesson plan", ["lesson_plan"]),
    ],
)
def test_terms_are_read_by_code_or_label_in_any_case(column, cell, found):
    assert bring_in(**{column: cell}) == []
    assert codes(column) == found


@pytest.mark.parametrize("cell", ["Free", " free ", "FREE"])
def test_a_single_term_too(cell):
    assert bring_in(cost=cell) == []
    assert Resource.objects.get().cost.code == "free"


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("sectors", "Primry, secondary", "“Primry” is not a sector. Did you mean “Primary"),
        ("topics", "Concent", "“Concent” is not a topic. Did you mean “Consent”?"),
        ("cost", "cheap", "“cheap” is not a cost. It can be: Free;"),
        ("rshe_strands", "Online safety and awareness", "(primary)” or “Online safety and awareness (secondary)”?"),
        ("sectors", "Primary and Secondary and all", "“Primary and Secondary and all” is not a sector."),
    ],
)
def test_a_term_that_is_not_known_is_refused_with_the_nearest(column, cell, words):
    ((where, said),) = bring_in(**{column: cell})
    assert (where, words in said) == (f"Row 2, {column}", True), said
    assert not Resource.objects.exists()


# Ages


@pytest.mark.parametrize("column", ["ages", "age_min"])
@pytest.mark.parametrize(
    ("cell", "ages"),
    [
        ("KS2", (7, 11)),
        ("Key Stage 2", (7, 11)),
        ("KS1-2", (5, 11)),
        ("KS1 and KS2", (5, 11)),
        ("KS3/4", (11, 16)),
        ("5-11", (5, 11)),
        ("5 – 11 years", (5, 11)),
        ("Ages 5 to 11", (5, 11)),
        ("Year 5", (9, 10)),
        ("Year 5 to 6", (9, 11)),
        ("Years 5 and 6", (9, 11)),
        ("Y5/6", (9, 11)),
        ("Reception to Year 2", (4, 7)),
    ],
)
def test_ages_are_read_as_schools_write_them(column, cell, ages):
    assert bring_in(**{column: cell}) == []
    entry = Resource.objects.get()
    assert (entry.age_min, entry.age_max) == ages


@pytest.mark.parametrize("cell", ["KS1 and KS3", "11-5", "Year 6 to 5", "11+", "under 18", "2026-11-05", "all ages"])
def test_ages_that_are_not_clear_are_refused(cell):
    ((where, said),) = bring_in(ages=cell)
    assert (where, "must be ages such as 5-11" in said) == ("Row 2, ages", True)


def test_two_columns_that_say_different_ages_are_refused():
    ((_, said),) = bring_in(ages="KS2", age_min="7", age_max="14")
    assert said == "“KS2” and the oldest age “14” do not agree."


def test_an_empty_cell_of_ages_says_nothing():
    make_resource(reference="ours", ages=(7, 11))
    assert bring_in(ages="") == []
    assert (Resource.objects.get().age_min, Resource.objects.get().age_max) == (7, 11)


# Dates and addresses


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-13",
        "20260213",
        "13/02/2026",
        "13-02-2026",
        "13.02.2026",
        "13-Feb-26",
        "13 February 2026",
        "13th Feb 2026",
        "13/02/2026 00:00",
        "2026-02-13 00:00:00",
        "2026-02-13T00:00:00Z",
    ],
)
def test_dates_are_read_as_registers_write_them(cell):
    assert date_value(cell) == "2026-02-13"


@pytest.mark.parametrize(
    "cell",
    ["13/02/26", "02/13/2026", "31/02/2026", "Mar-26", "13-Foo-26", "13/02/2026 09:30", "13/02/0026", "13/02/3026"],
)
def test_dates_that_are_not_clear_or_far_off_are_refused_as_they_were_typed(cell):
    with pytest.raises(ValidationError, match=f"“{cell}” must be"):
        date_value(cell)


def test_a_day_and_time_may_be_written_as_here():
    assert moment_value("12/01/2027 09:30") == moment_value("2027-01-12 09:30") == "2027-01-12T09:30:00+00:00"


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("www.example.org", "https://www.example.org"),
        ("example.org/help", "https://example.org/help"),
        ("http://example.org/", "http://example.org/"),
        ("https://example.org/?", "https://example.org/?"),
    ],
)
def test_an_address_without_https_gets_it(cell, address):
    assert bring_in(url=cell) == []
    assert Resource.objects.get().url == address


@pytest.mark.parametrize("cell", ["javascript:alert(1)", "mailto:us@example.org", "ask us"])
def test_what_is_no_web_address_is_refused(cell):
    ((where, _),) = bring_in(url=cell)
    assert where == "Row 2, url"


def test_a_booking_address_within_a_row_gets_https_too():
    course = make_course(reference="ours")
    line = "12/01/2027 09:30 | 12/01/2027 12:00 | Leek | www.example.org/book | scheduled"
    assert bring_in(type(course), sessions=line) == []
    assert course.sessions.get().booking_url == "https://www.example.org/book"


# What a new row may leave out


def test_empty_cells_of_a_new_row_mean_the_default():
    assert bring_in(Organisation, status="", confidence="", scope="") == []
    entry = Organisation.objects.get()
    assert (entry.status, entry.confidence, entry.scope) == ("active", "medium", "local")


def test_an_entry_that_is_here_keeps_its_status_or_is_told():
    make_organisation(reference="ours")
    assert "status" in str(bring_in(Organisation, status=""))


def test_an_empty_reference_of_a_new_row_is_made_from_its_title():
    assert bring_in(reference="", title="Asking first: a lesson") == []
    assert Resource.objects.get().reference == "asking-first-a-lesson"


def test_a_reference_made_from_a_title_never_changes_what_is_here():
    make_resource("Asking first", reference="asking-first")
    ((where, said),) = bring_in(reference="", title="Asking first")
    assert (where, "is here already" in said) == ("Row 2, reference", True)


# Needs, in a table that does not say whether a thing is for everyone


def test_ten_needs_or_more_say_nothing():
    every = [ability.code for ability in Ability.objects.all()]
    assert bring_in(resource_kinds="lesson_plan", abilities="; ".join(every[:9])) == []
    assert len(codes("abilities")) == 9
    assert bring_in(resource_kinds="lesson_plan", abilities="; ".join(every[:10])) == []
    assert codes("abilities") == []


@pytest.mark.parametrize(("use", "listed"), [("taught", ["mainstream"]), ("given", ["mainstream"]), ("staff", [])])
def test_ordinary_levels_count_where_pupils_get_it_whatever_curators_call_that(use, listed):
    ResourceKind.objects.create(code="card_game", label="Card game", use=use)
    assert bring_in(resource_kinds="card_game", abilities="mainstream") == []
    assert codes("abilities") == listed


@pytest.mark.parametrize("crisis", ["true", "false"])
def test_a_new_helpline_is_for_everyone(crisis):
    assert bring_in(Organisation, crisis=crisis) == []
    assert Organisation.objects.get().for_everyone == (crisis == "true")


def test_a_row_that_only_says_ordinary_levels_loses_nothing_else_of_what_staff_read():
    entry = make_resource("Ours", slug="ours", resource_kinds=["policy_template"], summary="What it says.")
    assert bring_in(abilities="mainstream") == []
    entry.refresh_from_db()
    assert (entry.summary, entry.publisher, entry.state) == ("What it says.", "A publisher", "published")
    assert (entry.age_min, entry.cost.code, codes("abilities")) == (5, "free", [])
