"""A large import is written in parts by whoever has time, and until its last part nobody sees its drafts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions import history
from directory.catalogue.duplicates import duplicates_of
from directory.catalogue.models import Entry, Revision, TopicTagging
from directory.catalogue.states import Action, State
from directory.curation.desk.my_work import changed_lately
from directory.curation.desk.queues import queues_for
from directory.exchange.batches import beginning, working
from directory.exchange.batches.beginning import begin_import, begin_task
from directory.exchange.batches.working import LostError, advance, read, work_on
from directory.exchange.models import ImportBatch, Upload
from directory.jobs.jobs import JOBS
from directory.jobs.running import run_due_jobs
from directory.search.documents.consistency import find_differences
from tests.exchange.batches.importing import checked_upload, imported, new_rows, waiting
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

IMPORTS = [job for job in JOBS if job.name == "run_imports"]
TITLE = ("reference", "title")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr(working, "PAUSE", 0)


@pytest.fixture
def curator():
    return make_user("Curator")


def edited_by_a_colleague(entry, **values):
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()
    history.record_revision(entry=entry, action=Action.EDITED)


def test_a_small_import_is_over_at_once(curator):
    batch = begin_import(upload=checked_upload(new_rows(3), curator), by=curator)
    assert (batch.state, batch.added, batch.task) == (ImportBatch.State.COMPLETE, 3, "")
    assert set(Entry.objects.values_list("state", "created_by")) == {(State.DRAFT, curator.pk)}
    assert not Upload.objects.exists()


def test_a_large_import_waits_for_the_worker_which_does_all_of_it(curator, monkeypatch):
    monkeypatch.setattr(beginning, "AT_ONCE", 2)
    batch = begin_import(upload=checked_upload(new_rows(5), curator), by=curator, at_once=2)
    assert not Entry.objects.exists()
    run_due_jobs(jobs=IMPORTS)
    batch.refresh_from_db()
    assert (batch.state, batch.added, batch.done, batch.total) == (ImportBatch.State.COMPLETE, 5, 5, 5)
    assert TopicTagging.objects.count() == 5
    assert set(Revision.objects.values_list("batch", "action", "state")) == {(batch.pk, "imported", "draft")}
    assert not find_differences()


def test_until_an_import_is_complete_nobody_sees_its_drafts(client, curator):
    batch = waiting(new_rows(4), curator)
    advance(read(batch.pk), 3)
    assert Entry.objects.count() == 3
    assert {queue.label for queue in queues_for(curator) if queue.count} == set()
    assert list(changed_lately(curator)) == []
    assert duplicates_of(title="Title 1") == []
    sign_in(client, curator)
    entry = Entry.objects.first()
    for name in ("catalogue_entry", "resources_resource"):
        assert client.get(reverse(f"admin:{name}_changelist"), {"q": "title"}).context["cl"].result_count == 0
        address = reverse(f"admin:{name}_change", args=[entry.pk])
        assert "Title" not in client.get(address, follow=True).text
    question = {"app_label": "resources", "model_name": "resource", "field_name": "successor", "term": "title"}
    assert client.get(reverse("admin:autocomplete"), question).json()["results"] == []
    assert client.get(entry.get_absolute_url()).status_code == 404
    assert "Title" not in client.get(reverse("admin:exchange_importbatch_change", args=[batch.pk])).text
    export = client.get(reverse("admin:catalogue_entry_export"), {"kind": "resource", "format": "csv"})
    assert b"Title" not in export.content
    work_on(batch.pk)
    assert client.get(reverse("admin:resources_resource_changelist")).context["cl"].result_count == 4


def test_an_export_by_command_leaves_out_what_arrives(tmp_path, curator):
    advance(read(waiting(new_rows(2), curator).pk), 1)
    call_command("export_entries", "resource", str(tmp_path / "x.csv"))
    assert "Title" not in (tmp_path / "x.csv").read_text()


def test_whoever_comes_next_goes_on_after_the_last_part(curator):
    batch = waiting(new_rows(5), curator)
    advance(read(batch.pk), 2)
    work_on(batch.pk)
    assert Entry.objects.count() == Revision.objects.count() == 5


def test_two_workers_at_one_import_do_each_row_once(curator):
    batch = waiting(new_rows(6), curator)
    one, other = read(batch.pk), read(batch.pk)
    advance(one, 2)
    with pytest.raises(LostError):
        advance(other, 2)
    advance(read(batch.pk), 2)
    with pytest.raises(LostError):
        advance(one, 2)
    work_on(batch.pk)
    assert Entry.objects.count() == Revision.objects.count() == 6


def test_a_part_that_fails_leaves_nothing_and_the_page_offers_to_try_again(client, curator, monkeypatch):
    make_resource("Before", reference="here")
    batch = waiting([*new_rows(3), ["here", "After", "A summary.", "5", "11", "primary", "consent"]], curator)
    with monkeypatch.context() as patched:
        patched.setattr("directory.exchange.entry_resource.record_revisions", None)
        assert work_on(batch.pk) == "1 import failed"
    assert Entry.objects.count() == 1
    assert not working.is_waiting()
    sign_in(client, curator)
    page = reverse("admin:exchange_importbatch_change", args=[batch.pk])
    assert "An error stopped this" in client.get(page).text
    client.post(reverse("admin:exchange_importbatch_do", args=[batch.pk, "resume"]))
    assert working.is_waiting()
    work_on(batch.pk)
    assert Entry.objects.count() == 4


def test_a_database_that_is_busy_fails_no_import(curator, monkeypatch):
    def busy(batch, some):
        raise OperationalError("database is locked")

    batch = waiting(new_rows(3), curator)
    monkeypatch.setitem(working.ADVANCE, "import", busy)
    assert "failed: OperationalError" in run_due_jobs(jobs=IMPORTS)
    monkeypatch.undo()
    assert not ImportBatch.objects.get().failed
    work_on(batch.pk)
    assert Entry.objects.count() == 3


def test_what_a_colleague_saved_during_an_import_stays_and_is_named(curator):
    entries = [make_resource(f"Before {n}", reference=f"e{n}") for n in range(3)]
    batch = waiting([[f"e{n}", f"From the file {n}"] for n in range(3)], curator, headers=TITLE)
    advance(read(batch.pk), 1)
    edited_by_a_colleague(entries[1], title="From a colleague")
    work_on(batch.pk)
    batch.refresh_from_db()
    assert list(Entry.objects.order_by("reference").values_list("title", flat=True)) == [
        "From the file 0",
        "From a colleague",
        "From the file 2",
    ]
    assert (batch.changed, [line for line, _ in batch.problems]) == (2, [3])
    assert "Somebody has changed this entry" in batch.problems[0][1]


def test_an_entry_that_a_colleague_added_during_an_import_is_not_changed_by_it(curator):
    batch = waiting(new_rows(2), curator)
    make_resource("A colleague's", reference="r1")
    work_on(batch.pk)
    batch.refresh_from_db()
    assert (batch.added, batch.changed, [line for line, _ in batch.problems]) == (1, 0, [3])
    assert Entry.objects.get(reference="r1").title == "A colleague's"


def test_a_small_import_is_whole_or_not_at_all_if_a_colleague_saves_meanwhile(curator):
    entry = make_resource("Before", reference="here")
    upload = checked_upload([["here", "After"], ["new", "New"]], curator, headers=TITLE)
    edited_by_a_colleague(entry, title="From a colleague")
    with pytest.raises(ValidationError, match="Somebody has changed this entry"):
        begin_import(upload=upload, by=curator)
    assert set(Entry.objects.values_list("title", flat=True)) == {"From a colleague"}
    assert not ImportBatch.objects.exists()


def test_a_second_import_of_what_is_arriving_is_told_to_wait(curator):
    advance(read(waiting(new_rows(2), curator).pk), 1)
    upload = checked_upload(new_rows(2), curator)
    assert "Another import is adding this entry" in upload.plan["problems"][0][1]


def test_pressing_twice_imports_once(curator):
    upload = checked_upload(new_rows(2), curator)
    first = begin_import(upload=upload, by=curator, at_once=0)
    assert begin_import(upload=upload, by=curator, at_once=0) == first


def test_only_who_may_import_begins_or_takes_back(curator):
    upload, editor = checked_upload(new_rows(1), curator), make_user("Editor")
    with pytest.raises(PermissionDenied):
        begin_import(upload=upload, by=editor)
    batch = begin_import(upload=upload, by=curator)
    for task in ImportBatch.Task.values:
        with pytest.raises(PermissionDenied):
            begin_task(batch=batch, task=task, by=editor, why="x")
    with pytest.raises(PermissionDenied):
        beginning.resume(batch=batch, by=editor)


def test_a_part_asks_the_database_as_often_for_a_large_bank_as_for_a_small_one(
    curator, django_assert_max_num_queries
):
    def queries(start, number):
        batch = read(waiting(new_rows(number, start), curator).pk)
        with django_assert_max_num_queries(2000) as captured:
            advance(batch, number)
        return len(captured)

    queries(0, 5)
    five, ten = queries(100, 5), queries(200, 10)
    imported(new_rows(40, 1000), curator)
    assert queries(300, 5) == five
    assert ten - five <= 5 * 12  # for each row


def test_a_file_is_kept_while_its_import_waits(curator):
    batch = waiting(new_rows(1), curator)
    later = timezone.now() + timedelta(days=3)
    Upload.objects.to_forget(later).delete()
    assert Upload.objects.exists()
    begin_task(batch=batch, task="take_back", by=curator)
    assert not Upload.objects.exists()


def test_the_command_goes_on_with_an_import_that_was_stopped(tmp_path, curator, capsys):
    upload = checked_upload(new_rows(5), curator)
    file = tmp_path / "list.csv"
    file.write_bytes(bytes(upload.content))
    batch = begin_import(upload=upload, by=curator, at_once=0)
    advance(read(batch.pk), 2)
    call_command("import_entries", "resource", str(file), by=curator.username, verbosity=0)
    assert "5 added as drafts, 0 changed, 0 unchanged." in capsys.readouterr().out
    assert ImportBatch.objects.count() == 1
