"""What has been taken from readers cannot be downloaded: from that moment, in whatever version, whatever fails."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.catalogue.actions import history
from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.many_steps import take_steps
from directory.catalogue.actions.steps import publish
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.rows import replace_rows
from directory.catalogue.states import Action
from directory.opendata.bulk import jobs
from directory.opendata.bulk.jobs import keep_data_files
from directory.opendata.bulk.making import make_version
from directory.opendata.bulk.versions import HOLDS, kept_versions
from directory.opendata.public_fields.kinds import public_records
from tests.factories import (
    archive,
    make_case_study,
    make_course,
    make_guidance,
    make_organisation,
    make_resource,
    withdraw,
)
from tests.opendata.bulk.files import everything, lines, status_of
from tests.people import make_user

pytestmark = pytest.mark.django_db
AGES = (2, 1)  # days
NAMES = ("resources.csv", "resource_bank.sqlite3", "SHA256SUMS")


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


def early():
    """One in the morning: before a version of today is made."""
    return timezone.localtime().replace(hour=1, minute=0)


def make_versions():
    """Of two days, each of what readers can see now."""
    for days in AGES:
        make_version(now=early() - timedelta(days=days))


def keep_files():
    return keep_data_files(now=early())


def addresses(*names):
    """These files of every version."""
    return [f"/data/{version.day}/{name}" for version in reversed(kept_versions()) for name in names]


def answers(client):
    """The status of the files of every version."""
    return {status_of(client, address) for address in addresses(*NAMES)}


def held():
    return b"".join(everything(version.folder) for version in kept_versions())


def hide(entry):
    withdraw(entry=entry)


def hide_and_show_again(entry):
    withdraw(entry=entry)
    publish(entry=entry)


def archive_with_others(entry):
    take_steps(step="archive", ids=[entry.pk], by=make_user("Curator"), why="It could harm")


def delete(entry):
    Entry.objects.filter(pk=entry.pk).delete()


def change_by_hand(entry):
    Entry.objects.filter(pk=entry.pk).update(state="draft")


def forget(entry):
    entry.summary = "What it is."
    save_entry(entry=entry)
    history.record_revision(entry=entry, action=Action.EDITED)
    history.forget_versions(entry=entry)


def correct_all(entry):
    replace_rows(entry, "contact_points", [{"channel": "phone", "value": "0808 800 5000"}])
    entry.url = "https://new.example.org"
    save_entry(entry=entry)


WAYS_OUT = [hide, hide_and_show_again, archive_with_others, delete, change_by_hand, forget]


@pytest.mark.parametrize("leave", WAYS_OUT)
def test_what_leaves_is_in_no_version_that_anybody_gets(client, leave):
    entry, other = make_resource("Quokka", summary="Quokka lives here."), make_resource("Another")
    other.follows.add(entry)
    make_versions()
    assert answers(client) == {200}
    leave(entry)
    assert answers(client) == {503}
    assert client.get("/data/latest/resources.csv").headers["Retry-After"]
    assert "being made again" in client.get("/data/").text
    assert keep_files().endswith("2 versions written anew")
    assert answers(client) == {200}
    for words in (b"Quokka", str(entry.uuid).encode()):
        assert words not in held()
    assert b"Another" in held()
    assert keep_files().endswith("0 versions written anew")


def test_what_cannot_be_written_anew_is_given_to_nobody_and_stops_no_other(client, monkeypatch, caplog):
    entry = make_resource("Quokka")
    make_versions()
    withdraw(entry=entry)
    write = jobs.write_anew

    older = kept_versions()[1].day

    def fail_once(version, *, now):
        if version.day == older:
            raise OSError("No space left on device")
        write(version, now=now)

    monkeypatch.setattr(jobs, "write_anew", fail_once)
    with pytest.raises(RuntimeError, match="1 versions"):
        keep_files()
    assert f"{older} could not be written anew" in caplog.text
    assert [status_of(client, address) for address in addresses("resources.csv")] == [503, 200]


def test_an_entry_that_is_shown_again_is_in_the_next_version():
    entry = make_resource("Quokka")
    make_versions()
    hide_and_show_again(entry)
    keep_files()
    make_version(now=timezone.now())
    newest, *older = kept_versions()
    assert b"Quokka" in everything(newest.folder)
    assert not any(b"Quokka" in everything(version.folder) for version in older)


def test_an_edit_leaves_older_versions_as_they_were(client):
    entry = make_resource("Quokka")
    make_versions()
    entry.summary = "What it is now."
    save_entry(entry=entry)
    history.record_revision(entry=entry, action=Action.EDITED)
    assert answers(client) == {200}


def test_a_number_that_was_corrected_leaves_every_version(client):
    points = [{"channel": "phone", "value": "0800 1111"}, {"channel": "phone", "value": "0808 800 5000"}]
    entry = make_organisation("A helpline", contact_points=points)
    make_versions()
    replace_rows(entry, "contact_points", points[1:])
    assert answers(client) == {503}
    keep_files()
    assert answers(client) == {200}
    for words in (b"08001111", b"0800 1111", b"448001111"):
        assert words not in held()
    (record,) = lines(kept_versions()[0].folder, "organisations")
    assert (record["telephone"], len(record["contact_points"])) == ("0808 800 5000", 1)


WRITTEN = (
    "Ring 01785 278 499 (day), +44 (0)1785 278499 or text 85258. Or see www.gone.example.org/help/ and "
    "write to Help@gone.example.org. Not 01785 278490, gone.example.org/helpers or 852581. In 2026 dial 101."
)
LEFT = (
    "Ring [removed] (day), [removed] or text [removed]. Or see [removed] and write to [removed]. "
    "Not 01785 278490, gone.example.org/helpers or 852581. In 2026 dial 101."
)


@pytest.mark.parametrize("leave", [correct_all, hide])
def test_a_number_or_address_that_is_gone_leaves_every_text(client, leave):
    points = [
        {"channel": channel, "value": value}
        for channel, value in (
            ("phone", "+441785278499"),
            ("phone", "101"),
            ("text", "85258"),
            ("email", "help@gone.example.org"),
        )
    ]
    entry = make_organisation("A helpline", contact_points=points, url="https://gone.example.org/help")
    other = make_organisation("Another", referral_route=WRITTEN, phone="0300 000 0000")
    make_case_study("A case", decisions=[{"when": "Later", "what": WRITTEN, "why": ""}])
    make_versions()
    leave(entry)
    assert answers(client) == {503}
    keep_files()
    assert answers(client) == {200}
    for version in kept_versions():
        (case,) = lines(version.folder, "case_studies")
        said = {record["uuid"]: record["referral_route"] for record in lines(version.folder, "organisations")}
        assert (case["decisions"][0]["what"], said[str(other.uuid)]) == (LEFT, LEFT)
        assert b"278 499" not in everything(version.folder)


def test_a_number_that_another_still_has_stays_in_the_texts_of_others():
    entry, other = (make_organisation(title, phone="0800 1111") for title in ("A helpline", "Another"))
    for one in (entry, other):
        one.referral_route = "Ring 0800 1111."
        save_entry(entry=one)
    make_versions()
    replace_rows(entry, "contact_points", [])
    keep_files()
    said = {record["title"]: record["referral_route"] for record in lines(kept_versions()[0].folder, "organisations")}
    assert said == {"A helpline": "Ring [removed].", "Another": "Ring 0800 1111."}


def test_a_web_or_booking_address_that_was_changed_leaves_every_version(client):
    entry = make_resource("A lesson", url="https://gone.example.org/a", summary="At gone.example.org/a or elsewhere.")
    course = make_course("A course")
    starts, booking = timezone.now() + timedelta(days=3), "https://gone.example.org/b"
    date = course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=1), booking_url=booking)
    make_versions()
    assert answers(client) == {200}
    Entry.objects.filter(pk=entry.pk).update(url="https://new.example.org")
    assert answers(client) == {503}
    keep_files()
    assert answers(client) == {200}
    date.booking_url = "https://new.example.org/b"
    date.save()
    assert answers(client) == {503}
    keep_files()
    assert b"gone.example.org" not in held()
    (lesson,), (record,) = (lines(kept_versions()[0].folder, name) for name in ("resources", "training"))
    assert (lesson["url"], lesson["summary"]) == (None, "At [removed] or elsewhere.")
    assert [one["booking_url"] for one in record["dates"]] == [None]


def test_a_version_that_notes_less_than_today_is_written_anew(client):
    make_resource("A lesson")
    make_versions()
    for version in kept_versions():
        notes = {name: value for name, value in version.holds.items() if name != "form"}
        (version.folder / HOLDS).write_text(json.dumps(notes), encoding="utf-8")
    assert answers(client) == {503}
    assert keep_files().endswith("2 versions written anew")
    assert answers(client) == {200}


def test_todays_files_say_the_right_number_within_minutes():
    entry = make_organisation("A helpline", phone="0800 1111")
    make_version(now=timezone.now())
    replace_rows(entry, "contact_points", [{"channel": "phone", "value": "0808 800 5000"}])
    assert keep_data_files(now=timezone.now()).endswith("1 version written anew")
    (version,) = kept_versions()
    (record,) = lines(version.folder, "organisations")
    assert (record["telephone"], len(record["contact_points"])) == ("0808 800 5000", 1)


def test_a_service_that_closes_is_reached_by_no_version(client):
    entry = make_organisation("A helpline", phone="0800 1111", url="https://gone.example.org")
    make_versions()
    entry.status, entry.successor = "closed", make_organisation("Another")
    save_entry(entry=entry)
    assert answers(client) == {503}
    keep_files()
    assert b"0800 1111" not in held()
    assert b"gone.example.org" not in held()


def test_what_names_an_entry_that_left_does_not_name_it_any_more():
    provider = make_organisation("Quokka")
    course = make_course("A course", provider=provider)
    document = make_resource("A document", publisher="Wombat")
    make_guidance("A change", related_resource=document)
    make_versions()
    archive(entry=provider)
    document.publisher = "The ministry"
    forget(document)
    keep_files()
    for version in kept_versions():
        (record,) = lines(version.folder, "training")
        assert (record["uuid"], record["provider"], record["provider_name"]) == (str(course.uuid), None, None)
        for words in ("Quokka", "Wombat", str(provider.uuid), str(document.uuid)):
            assert words.encode() not in everything(version.folder), words
    make_version(now=timezone.now())
    assert b"Quokka" not in everything(kept_versions()[0].folder)


def test_an_entry_that_is_only_named_is_followed_as_well(client, monkeypatch):
    """It is shown after its own table was read, and hidden when all is written."""
    course = make_course("A course")
    records = public_records

    def hide_later(kind, entries):
        found = records(kind, entries)
        return [] if kind == Kind.ORGANISATION else found

    monkeypatch.setattr("directory.opendata.public_fields.kinds.public_records", hide_later)
    make_versions()
    assert answers(client) == {200}
    withdraw(entry=course.provider)
    assert answers(client) == {503}
    keep_files()
    assert str(course.provider.uuid).encode() not in held()


def test_what_changes_while_a_version_is_made_is_seen_when_it_is_asked_for(client, monkeypatch):
    """It is read as published, and hidden before all is written."""
    entry = make_resource("Quokka")
    write = jobs.make_version

    def hide_meanwhile(*, now):
        write(now=now)
        withdraw(entry=entry)

    with monkeypatch.context() as patched:
        patched.setattr(jobs, "make_version", hide_meanwhile)
        keep_files()
    assert status_of(client, "/data/latest/resources.csv") == 503
    keep_files()
    assert status_of(client, "/data/latest/resources.csv") == 200
    assert b"Quokka" not in held()
