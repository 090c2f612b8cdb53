import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from directory.catalogue.actions import history
from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.curation import bulk_edits
from directory.curation.models import BulkEdit
from directory.search.documents.consistency import find_differences
from directory.taxonomy.models import Sector
from tests.factories import make_case_study, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ADD_SPECIAL = {"add": {"sectors": ["special"]}}


@pytest.fixture
def curator():
    return make_user("Curator")


def sectors(entry):
    return sorted(sector.code for sector in Entry.objects.get(pk=entry.pk).sectors.all())


def entries(*some):
    return list(Entry.objects.filter(pk__in=[entry.pk for entry in some]).order_by("pk"))


def test_preview_says_what_would_change_and_changes_nothing():
    one, other = make_resource(sectors=["primary"]), make_resource(sectors=["primary", "special"])
    found = list(bulk_edits.preview(entries=entries(one, other), change=ADD_SPECIAL))
    assert [(item.entry.pk, item.differences[0].after) for item in found] == [(one.pk, "primary\nspecial")]
    assert sectors(one) == ["primary"]


def test_bulk_edit_adds_removes_and_sets_in_the_history_of_each(curator):
    one, other = (
        make_resource(sectors=["primary"], topics=["consent"]),
        make_case_study(sectors=["middle"], topics=["banter"]),
    )
    change = {
        "add": {"sectors": ["special"], "topics": ["consent"]},
        "remove": {"topics": ["banter"]},
        "set": {"cost": "paid"},
    }
    edit = bulk_edits.bulk_edit(
        entries=entries(one, other), change=change, by=curator, what="All for special schools"
    )
    assert (sectors(one), sectors(other)) == (["primary", "special"], ["middle", "special"])
    assert {entry.cost.code for entry in Entry.objects.all()} == {"paid"}
    assert [topic.code for topic in Entry.objects.get(pk=other.pk).topics.all()] == ["consent"]
    for entry in (one, other):
        revision = entry.revisions.first()
        assert (revision.action, revision.batch, revision.by) == (Action.BULK_EDITED, edit.pk, curator)
    assert find_differences() == {}


def test_bulk_edit_that_would_leave_one_incomplete_changes_none(curator):
    one, other = make_resource(sectors=["primary", "special"]), make_resource("Only special", sectors=["special"])
    with pytest.raises(ValidationError, match="Only special: Add at least one sector"):
        bulk_edits.bulk_edit(
            entries=entries(one, other), change={"remove": {"sectors": ["special"]}}, by=curator, what="-"
        )
    assert sectors(one) == ["primary", "special"]
    assert not BulkEdit.objects.exists()


def test_bulk_edit_is_for_curators():
    with pytest.raises(PermissionDenied):
        bulk_edits.bulk_edit(entries=entries(make_resource()), change=ADD_SPECIAL, by=make_user("Editor"), what="-")


def test_undo_takes_back_what_was_changed_and_nothing_that_was_changed_since(curator):
    one, other = make_resource("One"), make_resource("Other")
    edit = bulk_edits.bulk_edit(entries=entries(one, other), change=ADD_SPECIAL, by=curator, what="Special too")
    other.sectors.set(Sector.objects.filter(code="middle"))
    history.record_revision(entry=other, action=Action.EDITED, by=curator)
    one.title = "One, with a better title"
    one.save()
    undone = bulk_edits.undo(edit=edit, by=curator)
    assert (undone.done, undone.left) == (1, ["Other: sectors has been changed since."])
    assert (sectors(one), sectors(other)) == (["primary"], ["middle"])
    assert Entry.objects.get(pk=one.pk).title == "One, with a better title"


def test_undo_works_once(curator):
    edit = bulk_edits.bulk_edit(entries=entries(make_resource()), change=ADD_SPECIAL, by=curator, what="-")
    bulk_edits.undo(edit=edit, by=curator)
    with pytest.raises(ValidationError, match="already"):
        bulk_edits.undo(edit=edit, by=curator)


def test_the_pages_lead_from_the_list_to_a_preview_to_the_change_and_back(client, curator):
    entry = make_resource("Ours", sectors=["primary"])
    sign_in(client, curator)
    special = Sector.objects.get(code="special").pk
    chosen = client.post(
        reverse("admin:catalogue_entry_changelist"), {"action": "bulk_edit", "_selected_action": [entry.pk]}
    )
    assert "Show what would change" in chosen.text
    page = reverse("admin:catalogue_entry_bulk")
    preview = client.post(page, {"ids": [entry.pk], "add_sectors": [special]})
    assert "1 entry would change" in preview.text
    assert sectors(entry) == ["primary"]
    client.post(page, {"ids": [entry.pk], "add_sectors": [special], "confirm": "yes"})
    assert sectors(entry) == ["primary", "special"]
    edit = BulkEdit.objects.get()
    client.post(reverse("admin:curation_bulkedit_undo", args=[edit.pk]))
    assert sectors(entry) == ["primary"]


@pytest.mark.parametrize("data", [{}, {"add_sectors": ["999999"]}, {"ids": ["x", "1; DROP TABLE", "9" * 50]}])
def test_the_page_answers_nonsense_in_words(client, curator, data):
    sign_in(client, curator)
    assert client.post(reverse("admin:catalogue_entry_bulk"), data).status_code == 200


def test_the_page_refuses_to_add_and_remove_the_same(client, curator):
    sign_in(client, curator)
    special = Sector.objects.get(code="special").pk
    response = client.post(
        reverse("admin:catalogue_entry_bulk"), {"add_sectors": [special], "remove_sectors": [special]}
    )
    assert "You cannot both add and remove" in response.text
