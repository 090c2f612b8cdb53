"""The decisions of a case belong to what it says: kept, compared, restored and guarded like its other words."""

import pytest
import tablib
from django.core.exceptions import ValidationError
from django.urls import reverse

from directory.casestudies.models import CaseStudy
from directory.catalogue.actions.history import record_revision, restore_revision
from directory.catalogue.records.comparing import differences
from directory.catalogue.records.reading import record_of
from directory.catalogue.records.rows import checked_rows, replace_rows
from directory.catalogue.states import Action
from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets
from directory.exchange.import_problems import import_problems
from tests.catalogue.test_admin import form_of
from tests.factories import make_case_study
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

FIRST = {"when": "In the first hour", "what": "Moved nobody", "why": "Neither child asked to be moved"}
SECOND = {"when": "", "what": "Told both families", "why": ""}


def told(case):
    return [
        (decision.when, decision.what, decision.why) for decision in CaseStudy.objects.get(pk=case.pk).decisions.all()
    ]


@pytest.fixture
def case():
    return make_case_study("Rumours", reference="rumours", what_was_done="", decisions=[FIRST, SECOND])


@pytest.mark.parametrize(
    "when", ["12 March", "in March", "12/03/2026", "2026-03-12", "autumn 2025", "The 3rd of May", "September"]
)
def test_when_is_never_a_date(when):
    with pytest.raises(ValidationError, match="Never give a date"):
        checked_rows(CaseStudy, "decisions", [{**FIRST, "when": when}])


@pytest.mark.parametrize(
    "when", ["In the first hour", "The next day", "After 24 hours", "In Year 9, a term later", ""]
)
def test_when_is_told_in_general_words(when):
    assert checked_rows(CaseStudy, "decisions", [{**FIRST, "when": when}])[0]["when"] == when


@pytest.mark.parametrize("name", ["what", "why"])
@pytest.mark.parametrize("words", ["Met on 12 March 2026", "NHS 943 476 5919", "Called on 01/02/2026"])
def test_no_word_of_a_decision_is_about_a_person_wherever_it_comes_from(name, words):
    with pytest.raises(ValidationError):
        checked_rows(CaseStudy, "decisions", [{**FIRST, name: words}])


def test_the_year_of_guidance_is_no_date():
    (row,) = checked_rows(CaseStudy, "decisions", [{**FIRST, "why": "KCSIE 2026 asks for it"}])
    assert row["why"] == "KCSIE 2026 asks for it"


def test_a_decision_is_told_once():
    with pytest.raises(ValidationError, match="already has that decision"):
        checked_rows(CaseStudy, "decisions", [FIRST, FIRST])


def test_decisions_are_kept_in_the_history_compared_and_restored(case):
    before = case.revisions.get()
    replace_rows(case, "decisions", [SECOND])
    record_revision(entry=case, action=Action.EDITED)
    (changed,) = differences(CaseStudy, before.record, record_of(case))
    assert changed.label == "decisions"
    assert "why: Neither child asked to be moved" in changed.before
    assert "Moved nobody" not in changed.after
    restore_revision(change=before, by=make_user("Curator"))
    assert told(case) == [tuple(FIRST.values()), tuple(SECOND.values())]


def test_a_version_with_decisions_alone_replaces_what_readers_see_now(case):
    replace_rows(case, "decisions", [])
    CaseStudy.objects.filter(pk=case.pk).update(what_was_done="Something else")
    record_revision(entry=CaseStudy.objects.get(pk=case.pk), action=Action.EDITED)
    restore_revision(change=case.revisions.get(number=1), by=make_user("Curator"))
    assert len(told(case)) == 2


def test_decisions_go_out_and_come_in_again_with_no_change(case):
    rows = spreadsheets.read(EntryResource(CaseStudy).export().csv.encode())
    result = EntryResource(CaseStudy, by=make_user("Curator")).import_rows(rows, dry_run=False)
    assert (list(import_problems(result)), result.totals["skip"]) == ([], 1)


def bring_in(decisions):
    rows = tablib.Dataset(["rumours", decisions], headers=["reference", "decisions"])
    result = EntryResource(CaseStudy, by=make_user("Curator")).import_rows(rows, dry_run=False)
    return " ".join(said for _, said in import_problems(result))


def test_decisions_are_imported_a_line_each(case):
    assert (
        bring_in("The next day | Asked both children what they wanted\n | Told both families | They had heard") == ""
    )
    assert told(case) == [
        ("The next day", "Asked both children what they wanted", ""),
        ("", "Told both families", "They had heard"),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("12 March 2026 | Told both families", "Never give a date"),
        ("Later | NHS 943 476 5919", "looks like"),
        ("", "Add"),
    ],
)
def test_an_import_never_leaves_readers_with_less_or_with_a_person(case, line, words):
    assert words in bring_in(line)
    assert len(told(case)) == 2


def test_case_study_is_published_with_its_decisions_alone_and_not_without():
    draft = make_case_study(published=False, what_was_done="", decisions=[FIRST])
    assert draft.publication_problems() == []
    draft.decisions.all().delete()
    assert CaseStudy.objects.get(pk=draft.pk).publication_problems() == ["Add what was done, or decisions."]


# On the curators' form


def page_of(case):
    return reverse("admin:casestudies_casestudy_change", args=[case.pk])


@pytest.fixture
def curator(client):
    return sign_in(client, make_user("Curator"))


def send(curator, case, **changes):
    data = form_of(curator, page_of(case)) | changes
    return curator.post(page_of(case), {name: value for name, value in data.items() if value is not None})


def test_a_curator_adds_a_decision(curator, case):
    added = {"decisions-TOTAL_FORMS": "3", "decisions-2-order": "2", "decisions-2-what": "Met again a week later"}
    assert send(curator, case, **added).status_code == 302
    assert told(case)[2] == ("", "Met again a week later", "")
    assert "Met again a week later" in str(case.revisions.first().record["decisions"])


def test_a_curator_is_asked_about_a_decision_that_may_name_somebody(curator, case):
    words = "Jake Smith (14) was told"
    assert "name next to a date or an age" in send(curator, case, **{"decisions-1-what": words}).text
    assert told(case)[1][1] == "Told both families"
    send(curator, case, **{"decisions-1-what": words, "decisions-1-looked_over": "on"})
    assert told(case)[1][1] == words


def test_a_curator_cannot_take_the_last_decision_from_readers(curator, case):
    gone = {"decisions-0-DELETE": "on", "decisions-1-DELETE": "on"}
    assert "Add what was done, or decisions." in send(curator, case, **gone).text
    assert len(told(case)) == 2
    assert send(curator, case, **gone, what_was_done="Told both families").status_code == 302
    assert told(case) == []


def test_the_anonymity_checklist_names_the_decisions(curator, case):
    assert "It covers the decisions at the end of this page too." in curator.get(page_of(case)).text
