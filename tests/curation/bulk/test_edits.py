import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from directory.catalogue.actions import history
from directory.catalogue.actions.steps import take_step
from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.curation.bulk import edits as bulk_edits
from directory.curation.bulk import undo as bulk_undo
from directory.curation.bulk import words as bulk_words
from directory.curation.models import BulkEdit
from directory.search.documents.consistency import find_differences
from directory.taxonomy.models import Sector
from tests.factories import archive, make_case_study, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ADD_SPECIAL = {"add": {"sectors": ["special"]}}


@pytest.fixture
def curator():
    return make_user("Curator")


def sectors(entry):
    return sorted(sector.code for sector in Entry.objects.get(pk=entry.pk).sectors.all())


def ids(*some):
    return [entry.pk for entry in some]


def test_plan_says_what_would_change_by_labels_and_changes_nothing(curator):
    one, other = make_resource(sectors=["primary"]), make_resource(sectors=["primary", "special"])
    planned = bulk_edits.plan(ids=ids(one, other), change=ADD_SPECIAL, by=curator)
    assert [item.entry.pk for item in planned] == [one.pk]
    [(_, words)] = bulk_words.shown(planned)["ready"]
    assert words == ["Sectors: + Special school or specialist resource base"]
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
    edit = bulk_edits.bulk_edit(ids=ids(one, other), change=change, by=curator, what="All for special schools")
    assert (sectors(one), sectors(other)) == (["primary", "special"], ["middle", "special"])
    assert {entry.cost.code for entry in Entry.objects.all()} == {"paid"}
    assert [topic.code for topic in Entry.objects.get(pk=other.pk).topics.all()] == ["consent"]
    for entry in (one, other):
        revision = entry.revisions.first()
        assert (revision.action, revision.batch, revision.by) == (Action.BULK_EDITED, edit.pk, curator)
    assert find_differences() == {}


def test_what_would_be_left_incomplete_is_left_out_with_its_name_and_reason(curator):
    one, other = make_resource(sectors=["primary", "special"]), make_resource("Only special", sectors=["special"])
    change = {"remove": {"sectors": ["special"]}}
    edit = bulk_edits.bulk_edit(ids=ids(one, other), change=change, by=curator, what="-")
    assert (sectors(one), sectors(other)) == (["primary"], ["special"])
    assert edit.left_out == [[other.pk, "Only special", ["Add at least one sector. Readers can see this entry now."]]]


def test_what_was_wrong_before_and_what_is_archived_is_left_out(curator):
    wrong, gone, fine = make_resource("Wrong"), archive(entry=make_resource("Gone")), make_resource("Fine")
    wrong.topics.clear()
    edit = bulk_edits.bulk_edit(ids=ids(wrong, gone, fine), change=ADD_SPECIAL, by=curator, what="-")
    assert {title: reasons for _, title, reasons in edit.left_out} == {
        "Wrong": ["Add at least one topic. Readers can see this entry now."],
        "Gone": ["It is archived."],
    }
    assert sectors(fine) == ["primary", "special"]


def test_a_bulk_edit_costs_a_few_queries_for_many(curator, django_assert_max_num_queries):
    made = [make_resource() for _ in range(60)]
    with django_assert_max_num_queries(150):
        bulk_edits.bulk_edit(ids=ids(*made), change=ADD_SPECIAL, by=curator, what="-")
    assert all(sectors(entry) == ["primary", "special"] for entry in made)
    assert find_differences() == {}


def test_one_that_is_stopped_keeps_what_is_done_and_goes_on(curator, monkeypatch):
    made = [make_resource() for _ in range(5)]
    monkeypatch.setattr(bulk_edits, "STEP", 2)
    taken = bulk_edits.take_step

    def killed_at_the_second(edit, by):
        if edit.handled:
            raise KeyboardInterrupt
        return taken(edit, by)

    monkeypatch.setattr(bulk_edits, "take_step", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        bulk_edits.bulk_edit(ids=ids(*made), change=ADD_SPECIAL, by=curator, what="-")
    edit = BulkEdit.objects.get()
    assert (edit.handled, edit.is_unfinished) == (2, True)
    assert [len(sectors(entry)) for entry in made] == [2, 2, 1, 1, 1]
    monkeypatch.setattr(bulk_edits, "take_step", taken)
    assert not bulk_edits.go_on(edit=edit, by=curator).is_unfinished
    assert [len(sectors(entry)) for entry in made] == [2, 2, 2, 2, 2]
    assert {entry.revisions.filter(action=Action.BULK_EDITED).count() for entry in made} == {1}
    assert bulk_undo.undo(edit=edit, by=curator).done == 5
    assert [len(sectors(entry)) for entry in made] == [1, 1, 1, 1, 1]


def test_undo_does_what_it_can_and_names_the_rest(curator):
    """One of them was a draft without a school type, and has been published since."""
    one, draft = make_resource("One"), make_resource("A draft", sectors=[], published=False)
    edit = bulk_edits.bulk_edit(ids=ids(one, draft), change=ADD_SPECIAL, by=curator, what="-")
    take_step(step="publish", entry=Entry.objects.get(pk=draft.pk).specific)
    undone = bulk_undo.undo(edit=edit, by=curator)
    assert undone.done == 1
    assert [(str(entry), reasons) for entry, reasons in undone.left] == [
        ("A draft", ["Add at least one sector. Readers can see this entry now."])
    ]
    assert (sectors(one), sectors(draft)) == (["primary"], ["special"])


def test_bulk_edit_is_for_curators():
    with pytest.raises(PermissionDenied):
        bulk_edits.bulk_edit(ids=ids(make_resource()), change=ADD_SPECIAL, by=make_user("Editor"), what="-")


def test_undo_takes_back_what_was_changed_and_nothing_that_was_changed_since(curator):
    one, other = make_resource("One"), make_resource("Other")
    edit = bulk_edits.bulk_edit(ids=ids(one, other), change=ADD_SPECIAL, by=curator, what="Special too")
    other.sectors.set(Sector.objects.filter(code="middle"))
    history.record_revision(entry=other, action=Action.EDITED, by=curator)
    one.title = "One, with a better title"
    one.save()
    undone = bulk_undo.undo(edit=edit, by=curator)
    assert undone.done == 1
    assert [(str(entry), reasons) for entry, reasons in undone.left] == [("Other", ["Sectors: changed again since."])]
    assert (sectors(one), sectors(other)) == (["primary"], ["middle"])
    assert Entry.objects.get(pk=one.pk).title == "One, with a better title"


def test_undo_works_once(curator):
    edit = bulk_edits.bulk_edit(ids=ids(make_resource()), change=ADD_SPECIAL, by=curator, what="-")
    bulk_undo.undo(edit=edit, by=curator)
    with pytest.raises(ValidationError, match="already"):
        bulk_undo.undo(edit=edit, by=curator)


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
    assert "Would change: 1 entry" in preview.text
    assert "Change this entry" in preview.text
    assert sectors(entry) == ["primary"]
    client.post(page, {"ids": [entry.pk], "add_sectors": [special], "confirm": "yes"})
    assert sectors(entry) == ["primary"]  # its tick was cleared
    client.post(page, {"ids": [entry.pk], "chosen": [entry.pk], "add_sectors": [special], "confirm": "yes"})
    assert sectors(entry) == ["primary", "special"]
    edit = BulkEdit.objects.get(handled=1)
    assert "Changed: 1 entry" in client.get(reverse("admin:curation_bulkedit_report", args=[edit.pk])).text
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
