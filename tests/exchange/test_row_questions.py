"""An import asks about what looks personal, and about what we have already, before anything is written."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.catalogue.states import Quality
from directory.exchange.batches.beginning import begin_import
from directory.exchange.files import spreadsheets
from directory.exchange.import_problems import import_problems
from directory.exchange.likenesses import Known, NearTitles
from directory.exchange.row_questions import marks_ending, questions_of
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.training.models import Course
from tests.exchange.batches.importing import checked_upload
from tests.exchange.test_entry_resource import HEADERS, bring_in, problems, row, table
from tests.factories import make_course, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

UNSURE = "Rowena Gittins (aged 11) liked it."


@pytest.fixture
def curator():
    return make_user("Curator")


def asked(rows, by, kind="resource"):
    return questions_of(bring_in(rows, by, kind, dry_run=True))


def shown(client, rows, kind="resource"):
    """The preview's address."""
    file = SimpleUploadedFile("rows.csv", spreadsheets.write(rows, "csv"))
    return client.post(reverse("admin:catalogue_entry_import"), {"kind": kind, "file": file}).headers["Location"]


WITH_USE = [*HEADERS, "how_to_use"]


def with_use(how_to_use="", **values):
    return [*row(**values), how_to_use]


def test_a_row_that_may_be_about_a_person_waits_for_its_own_tick(client, curator):
    rows = table(with_use(), with_use(UNSURE, reference="other", title="Looking after yourself"), headers=WITH_USE)
    sign_in(client, curator)
    page = shown(client, rows)
    text = client.get(page).text
    assert "“Rowena Gittins (aged 11)” looks like a name next to a date or an age" in text
    assert "Row 3: Looking after yourself" in text
    text = client.post(page, follow=True).text
    assert "Row 3: Nobody ticked that it had been checked. How to use: “Rowena Gittins (aged 11)”" in text
    assert [entry.reference for entry in Entry.objects.all()] == ["ours"]


def test_a_ticked_row_is_imported(client, curator):
    rows = table(with_use(UNSURE), headers=WITH_USE)
    sign_in(client, curator)
    page = shown(client, rows)
    client.get(page)
    [question] = asked(rows, curator)
    client.post(page, {"anyway": [question.tick]})
    assert Resource.objects.get().how_to_use == UNSURE


def test_a_tick_is_about_what_was_shown(curator):
    [question] = asked(table(with_use(UNSURE), headers=WITH_USE), curator)
    other = checked_upload([with_use("Dylan Rudge (aged 10) liked it.")], curator, headers=WITH_USE)
    with pytest.raises(ValidationError, match="Tick the rows that you have looked at"):
        begin_import(upload=other, by=curator, ticked={question.tick})
    assert not Entry.objects.exists()


def test_texts_that_the_entry_had_already_are_not_asked_about_again(curator):
    make_resource(reference="ours", how_to_use=UNSURE)
    assert asked(table(["ours", UNSURE, "New words."], headers=["reference", "how_to_use", "summary"]), curator) == []


def test_what_is_wrong_with_a_row_is_told_even_if_it_would_be_left_out(curator):
    rows = table(with_use(UNSURE, age_min="15"), headers=WITH_USE)
    assert "The oldest age" in problems(rows, curator)[0][1]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2027-03-04 09:30 | 2027-03-04 11:30 | Codsall | javascript:alert(2)", "booking address"),
        ("2027-03-04 09:30 | 2027-03-04 11:30 | Codsall | call us", "booking address"),
        ("2027-03-04 09:30 | 2027-03-04 11:30 | NHS 943 476 5919", "NHS number"),
        ("2027-03-04 09:30 | 2027-03-04 11:30 | " + "x" * 201, "200 characters"),
        ("2027-03-04 11:30 | 2027-03-04 09:30 | Codsall", "must end after it starts"),
        (
            "2027-03-04 09:30 | 2027-03-04 11:30 | Codsall\n2027-03-04 09:30 | 2027-03-04 12:30 | Codsall",
            "already has",
        ),
    ],
)
def test_rows_in_a_cell_are_checked_as_fields_are(curator, line, words):
    make_course(reference="a-course")
    rows = table(["a-course", line], headers=["reference", "sessions"])
    assert words in str(list(import_problems(bring_in(rows, curator, "training", dry_run=True))))


def test_the_words_of_rows_in_a_cell_are_asked_about(curator):
    make_course(reference="a-course")
    line = "2027-03-04 09:30 | 2027-03-04 11:30 | Room of Rowena Gittins (aged 11)"
    [question] = asked(table(["a-course", line], headers=["reference", "sessions"]), curator, "training")
    assert question.personal == ["Date, place: “Rowena Gittins (aged 11)” looks like a name next to a date or an age"]
    assert not Course.objects.get().sessions.exists()


def test_the_postcode_of_a_place_is_no_surprise_and_that_of_a_person_is(curator):
    headers = ["reference", "title", "address", "summary"]
    rows = table(["a", "The Hazel line", "1 Market Square, ST16 2LH", "She lives at ST17 4AB."], headers=headers)
    [question] = asked(rows, curator, "organisation")
    assert question.personal == ["Summary: “ST17 4AB” looks like a postcode"]


# What we have already


def test_a_row_that_looks_like_an_entry_is_listed_with_what_it_resembles(client, curator):
    make_resource("Knowing when to say no", url="https://www.example.org/no/")
    sign_in(client, curator)
    rows = table([*row(), "http://example.org/no"], headers=[*HEADERS, "url"])
    page = shown(client, rows)
    text = client.get(page).text
    assert "Knowing when to say no (published)</a>: the same web address" in text
    client.post(page)
    assert Entry.objects.count() == 1


def test_rows_of_a_file_that_look_like_each_other_are_asked_about_once(curator):
    rows = table(row(title="Friends and feelings"), row(reference="b", title="Feelings and friends"))
    [question] = asked(rows, curator)
    assert (question.where, str(question.likenesses[0])) == (
        "Row 3",
        "It looks like row 2 of this file (Friends and feelings): almost the same title",
    )


def test_a_number_that_a_service_has_is_asked_about(curator):
    make_organisation("The Hazel line", phone="01785 220011")
    headers = ["reference", "title", "phone"]
    [question] = asked(
        table(["b", "A quite different name", "+44 1785 220011"], headers=headers), curator, "organisation"
    )
    assert [str(one) for one in question.likenesses] == [
        "It looks like The Hazel line (published): the same telephone number"
    ]
    assert Organisation.objects.count() == 1


def test_a_row_that_changes_its_own_entry_resembles_nobody(curator):
    make_resource("Friends and feelings", reference="ours", url="https://example.org/a")
    rows = table(
        ["ours", "Friends and their feelings", "https://example.org/a?"], headers=["reference", "title", "url"]
    )
    assert asked(rows, curator) == []


def test_numbered_lessons_do_not_look_like_each_other(curator):
    rows = table(*(row(reference=f"lesson-{n}", title=f"Respect, lesson {n}") for n in range(1, 6)))
    assert asked(rows, curator) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("The Hazel line", "Hazel line, the", True),
        ("Hazelline", "Hazel line", True),
        ("Hazelwood helpline", "Hazelwod helpline", True),
        ("The Hazel line", "The Maple line", False),
        ("", "The Hazel line", False),
    ],
)
def test_near_titles_are_found_whatever_the_order_and_spelling(one, other, near):
    titles = NearTitles()
    titles.add(other, Known("other"))
    assert bool(titles.near(one)) == near


def test_likenesses_ask_the_database_no_more_for_more_rows(curator, django_assert_max_num_queries):
    random.seed(4)
    words = "river stone amber willow cedar harbour meadow lantern copper thistle".split()
    some = [row(reference=f"r{n}", title=" ".join(random.sample(words, 4))) for n in range(150)]
    with django_assert_max_num_queries(45):
        bring_in(table(*some), curator, dry_run=True)


# Marks


def test_the_preview_says_which_quality_marks_would_end(client, curator):
    entry = make_resource("Well reviewed", reference="ours", url="https://example.org/a")
    until = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    Entry.objects.filter(pk=entry.pk).update(quality=Quality.QUALITY_ASSURED, quality_until=until)
    rows = table(["ours", "https://example.com/b"], headers=["reference", "url"])
    assert marks_ending(bring_in(rows, curator, dry_run=True)) == [
        ("Well reviewed", ["its web address is on another site"])
    ]
    sign_in(client, curator)
    assert "Well reviewed: its web address is on another site" in client.get(shown(client, rows)).text


# The command


def test_the_command_imports_nothing_until_somebody_says_to_import_it_anyway(tmp_path, curator, capsys):
    file = tmp_path / "rows.csv"
    file.write_bytes(spreadsheets.write(table(with_use(UNSURE), headers=WITH_USE), "csv"))
    with pytest.raises(CommandError, match="Row 2: How to use: “Rowena Gittins"):
        call_command("import_entries", "resource", str(file), by=curator.username, verbosity=0)
    assert not Entry.objects.exists()
    call_command("import_entries", "resource", str(file), by=curator.username, verbosity=0, anyway=True)
    assert Resource.objects.get().how_to_use == UNSURE
