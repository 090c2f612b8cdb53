"""A mark follows the thing that was reviewed."""

import pytest
import tablib

from directory.catalogue.actions.history import restore_revision
from directory.catalogue.models import Entry
from directory.catalogue.states import Action, Quality
from directory.curation.bulk import edits as bulk_edits
from directory.curation.bulk import undo as bulk_undo
from directory.exchange.entry_resource import EntryResource
from directory.exchange.import_problems import import_problems
from directory.quality import actions
from directory.quality.criteria import CRITERIA
from directory.resources.models import Resource
from directory.taxonomy.models import ResourceKind
from tests.catalogue.test_admin import save
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

SUMMARY = "Six lessons about consent and friendship for pupils in primary schools."
OTHER = "A quite different thing, which nobody has reviewed."


@pytest.fixture
def assured():
    entry = make_resource("The pack", url="https://example.org/pack", summary=SUMMARY)
    judgements = {item.code: {"verdict": "met", "note": ""} for item in CRITERIA}
    for _ in range(2):
        actions.review(entry=entry, by=make_user("Curator"), role="dsl", judgements=judgements)
    return fresh(entry)


def fresh(entry):
    return Entry.objects.get(pk=entry.pk).specific


@pytest.fixture
def curator(client):
    user = make_user("Curator")
    sign_in(client, user)
    return user


REPLACED = [
    {"url": "https://example.com/pack"},
    {"summary": OTHER},
    {"age_max": 16},
]


@pytest.mark.parametrize("change", REPLACED)
def test_the_form_asks_whether_the_review_still_holds(client, curator, assured, change):
    response = save(client, assured, **change)
    assert "Does the review still hold?" in response.text
    assert "Reviewers gave this a quality mark as it was" in response.text
    assert fresh(assured).url == assured.url
    assert fresh(assured).quality == Quality.QUALITY_ASSURED


def test_the_form_asks_when_it_becomes_another_kind_of_resource(client, curator, assured):
    other = ResourceKind.objects.exclude(code="lesson_plan").exclude(pk__in=assured.resource_kinds.all()).first()
    assert "Reviewers gave this" in save(client, assured, resource_kinds=[other.pk]).text


@pytest.mark.parametrize("change", REPLACED)
def test_the_mark_ends_with_the_save_where_the_review_does_not_hold(client, curator, assured, change):
    save(client, assured, review_holds="ends", **change)
    last, edit = assured.revisions.all()[:2]
    assert fresh(assured).quality == Quality.UNREVIEWED
    assert (last.action, edit.action) == (Action.LAPSED, Action.EDITED)
    assert "not what was reviewed" in assured.assessments.get().lapsed_because
    assert "Quality assured</span>" not in client.get("/search/").text


def test_the_mark_stays_where_somebody_says_why_the_review_holds(client, curator, assured):
    save(client, assured, url="https://example.com/pack", review_holds="holds", why_it_holds="The publisher moved.")
    assert fresh(assured).url == "https://example.com/pack"
    assert fresh(assured).quality == Quality.QUALITY_ASSURED
    assert assured.revisions.first().why == "The quality review still holds: The publisher moved."


def test_to_say_that_the_review_holds_needs_a_reason(client, curator, assured):
    response = save(client, assured, url="https://example.com/pack", review_holds="holds")
    assert "Say in a few words why the review still holds" in response.text
    assert fresh(assured).url == assured.url


@pytest.mark.parametrize(
    "change",
    [
        {"title": "The pack, second edition"},
        {"url": "https://www.example.org/new/pack"},
        {"summary": SUMMARY.replace("Six", "Seven")},
    ],
)
def test_a_small_change_asks_nothing_and_leaves_the_mark(client, curator, assured, change):
    assert "Reviewers gave this" not in save(client, assured, **change).text
    assert fresh(assured).quality == Quality.QUALITY_ASSURED
    assert assured.revisions.first().action == Action.EDITED


def test_the_form_does_not_ask_where_there_is_no_mark(client, curator):
    entry = make_resource(url="https://example.org/pack", summary=SUMMARY)
    assert "Reviewers gave this" not in save(client, entry, summary=OTHER).text
    assert fresh(entry).summary == OTHER


def test_restoring_a_version_of_another_thing_ends_the_mark(assured):
    first = assured.revisions.last()
    first.record |= {"summary": OTHER}
    first.save()
    restore_revision(change=first, by=make_user("Curator"))
    assert fresh(assured).quality == Quality.UNREVIEWED


def test_an_import_of_another_thing_ends_the_mark(assured):
    rows = tablib.Dataset([assured.reference, OTHER], headers=["reference", "summary"])
    result = EntryResource(Resource, by=make_user("Curator")).import_rows(rows, dry_run=False)
    assert not list(import_problems(result))
    assert fresh(assured).summary == OTHER
    assert fresh(assured).quality == Quality.UNREVIEWED
    assert [change.action for change in assured.revisions.all()[:2]] == [Action.LAPSED, Action.IMPORTED]


def test_a_bulk_edit_and_its_undoing_leave_the_mark_of_what_stays_the_same_thing(assured):
    by = make_user("Curator")
    change = {"add": {"sectors": ["special"]}}
    edit = bulk_edits.bulk_edit(ids=[assured.pk], change=change, by=by, what="Add special")
    bulk_undo.undo(edit=edit, by=by)
    assert fresh(assured).quality == Quality.QUALITY_ASSURED
