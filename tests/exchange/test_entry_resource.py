"""Tables in and out: nothing is lost, nothing is half done, and no spreadsheet runs what somebody typed."""

import csv
import io
from datetime import timedelta

import pytest
import tablib
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from directory.catalogue.actions import history
from directory.catalogue.actions.steps import publish
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of, record_of
from directory.catalogue.states import Action, State
from directory.exchange.columns import cells
from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import limits, spreadsheets
from directory.exchange.import_problems import import_problems
from directory.exchange.models import Upload
from directory.resources.models import Resource
from directory.search.documents.consistency import find_differences
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

DEFAULTS = {
    "reference": "ours",
    "title": "Asking first",
    "summary": "A lesson.",
    "age_min": "7",
    "age_max": "11",
    "sectors": "primary",
    "abilities": "mainstream",
    "audiences": "teaching_staff",
    "topics": "consent",
    "districts": "national",
    "cost": "free",
    "publisher": "A publisher",
    "resource_kinds": "lesson_plan",
}
HEADERS = list(DEFAULTS)


@pytest.fixture
def curator():
    return make_user("Curator")


def table(*rows, headers=HEADERS):
    return tablib.Dataset(*rows, headers=headers)


def row(**values):
    return list({**DEFAULTS, **values}.values())


def bring_in(rows, by, kind="resource", dry_run=False):
    return EntryResource(model_of(kind), by=by).import_rows(rows, dry_run=dry_run)


def problems(rows, by, kind="resource"):
    return list(import_problems(bring_in(rows, by, kind)))


def export(kind, extension):
    resource = EntryResource(model_of(kind))
    return spreadsheets.write(resource.export(resource.get_queryset()), extension)


# Cells


@given(st.text())
def test_escaped_cells_come_back_as_they_were_and_begin_as_no_formula_does(text):
    written = cells.escape_formula(text)
    assert cells.unescape_formula(written) == text
    assert not written or written[0] not in "=+-@\t\r"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "'=1", "''=1", "=cmd|' /C calc'!A0"])
def test_escape_formula_marks_what_a_spreadsheet_would_run(text):
    assert cells.escape_formula(text) == f"'{text}"


# In


def test_import_adds_drafts_of_whoever_imports(curator):
    result = bring_in(table(row(sectors="primary; special", topics="consent;banter")), curator)
    assert list(import_problems(result)) == []
    entry = Resource.objects.get(reference="ours")
    assert (entry.state, entry.created_by, entry.title) == (State.DRAFT, curator, "Asking first")
    assert sorted(sector.code for sector in entry.sectors.all()) == ["primary", "special"]
    assert sorted(topic.code for topic in entry.topics.all()) == ["banter", "consent"]
    assert entry.revisions.get().action == Action.IMPORTED
    assert entry.revisions.get().record == record_of(entry)


GIVEN = "0d9f2c1e-7b2a-4c56-9a51-3f0f6f1f2b11"
WITH_UUID = ["uuid", *HEADERS]


def test_a_new_entry_keeps_the_identifier_that_it_had_elsewhere(curator):
    assert problems(table([GIVEN, *row()], headers=WITH_UUID), curator) == []
    assert str(Resource.objects.get(reference="ours").uuid) == GIVEN
    assert Resource.objects.get().revisions.get().record["uuid"] == GIVEN


def test_without_one_a_new_entry_gets_an_identifier_of_its_own(curator):
    bring_in(table(["", *row()], ["", *row(reference="theirs", title="Being a friend")], headers=WITH_UUID), curator)
    assert len(set(Resource.objects.values_list("uuid", flat=True))) == 2


@pytest.mark.parametrize("given", ["nonsense", GIVEN])
def test_the_identifier_of_an_entry_that_is_here_never_changes(curator, given):
    entry = make_resource(reference="ours", slug="ours")
    ((where, words),) = problems(table([given, *row(title="Changed")], headers=WITH_UUID), curator)
    assert (where, "identifier" in words) == ("Row 2, uuid", True)
    kept = Resource.objects.get(pk=entry.pk)
    assert (kept.uuid, kept.title) == (entry.uuid, entry.title)


def test_a_row_that_changes_nothing_else_may_not_name_another_identifier_either(curator):
    bring_in(table(row()), curator)
    assert problems(table([GIVEN, *row()], headers=WITH_UUID), curator)


@pytest.mark.parametrize(
    "given", ["0x" + "1" * 30, "１" * 32, "1_1" + "1" * 29, "-" * 32 + "1" * 32, "+" + "1" * 31, "{" + GIVEN + "}"]
)
def test_only_the_usual_form_is_an_identifier(curator, given):
    ((_, words),) = problems(table([given, *row()], headers=WITH_UUID), curator)
    assert "is not a permanent identifier" in words
    assert not Resource.objects.exists()


@pytest.mark.parametrize("given", [GIVEN.upper(), f"urn:uuid:{GIVEN}", f" URN:UUID:{GIVEN} "])
def test_an_identifier_is_read_as_feeds_write_it(curator, given):
    assert problems(table([given, *row()], headers=WITH_UUID), curator) == []
    assert str(Resource.objects.get().uuid) == GIVEN


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("zq bad published", "slug"),
        ("a" * 101, "100"),
        ("compare", "A page of this site"),
        ("theirs", "Another entry of this kind"),
        ("THEIRS", "Another entry of this kind"),
    ],
)
def test_an_import_gives_no_entry_an_address_that_cannot_be(client, curator, slug, words):
    make_resource(slug="theirs")
    published = make_resource("Readers see it", reference="ours", slug="ours")
    found = problems(table(["ours", slug], headers=["reference", "slug"]), curator)
    assert any(words in problem for _, problem in found), found
    assert client.get(f"/search/?q={published.title}").status_code == 200
    assert Resource.objects.get(pk=published.pk).slug == "ours"


def test_two_new_rows_may_not_share_an_address(curator):
    rows = table([*row(), "same"], [*row(reference="theirs"), "same"], headers=[*HEADERS, "slug"])
    assert any("Another entry of this kind" in words for _, words in problems(rows, curator))


def test_a_version_beyond_all_numbers_is_none(curator):
    make_resource(reference="ours", slug="ours")
    rows = table(["ours", "9" * 5000, "Changed"], headers=["reference", "version", "title"])
    assert problems(rows, curator) == []


def test_no_two_entries_share_an_identifier(curator):
    here = str(make_resource().uuid)
    for rows in (
        table([here, *row()], headers=WITH_UUID),
        table([GIVEN, *row()], [GIVEN, *row(reference="theirs")], headers=WITH_UUID),
    ):
        assert any("Another entry has this identifier" in words for _, words in problems(rows, curator))
    assert Resource.objects.count() == 1


def test_import_again_changes_nothing(curator):
    bring_in(table(row()), curator)
    result = bring_in(table(row()), curator)
    assert (result.totals["new"], result.totals["update"], result.totals["skip"]) == (0, 0, 1)
    assert Entry.objects.get().revisions.count() == 1


def test_an_empty_cell_for_the_address_changes_no_address(curator):
    entry = make_resource("Asking first", reference="ours", slug="dfe-asking")
    for _ in range(3):
        result = bring_in(table(["ours", "Asking kindly", ""], headers=["reference", "title", "slug"]), curator)
    assert Entry.objects.get(pk=entry.pk).slug == "dfe-asking"
    assert result.totals["update"] == 0
    assert not entry.former_slugs.exists()


CONTACTS = [{"channel": "phone", "value": "0300 000 0001"}, {"channel": "email", "value": "help@example.org"}]


@pytest.mark.parametrize("kind", list(Kind))
def test_what_was_exported_or_has_empty_cells_changes_nothing_the_second_time(curator, kind):
    made = {
        "resource": lambda: make_resource("Asking first", note="=1+1", duration_minutes=20),
        "organisation": lambda: make_organisation("Help", contact_points=CONTACTS),
        "training": lambda: make_course("A course"),
        "case_study": lambda: make_case_study("A case"),
        "guidance": lambda: make_guidance("A change"),
    }[kind]()
    resource = EntryResource(model_of(kind))
    rows = resource.export(resource.get_queryset())
    for extension in spreadsheets.FORMATS:
        result = bring_in(spreadsheets.read(spreadsheets.write(rows, extension)), curator, kind)
        assert (result.totals["new"], result.totals["update"]) == (0, 0), extension
    headers = ["reference", "slug", "review_due_on", "note"]
    for _ in range(2):
        result = bring_in(table([made.reference, "", "", ""], headers=headers), curator, kind)
    assert (result.totals["new"], result.totals["update"], result.totals["skip"]) == (0, 0, 1)
    assert Entry.objects.get(pk=made.pk).slug == made.slug


def test_import_changes_what_differs_and_says_what_in_words(curator):
    bring_in(table(row()), curator)
    result = bring_in(table(row(title="Asking kindly", sectors="special")), curator, dry_run=True)
    found = {item.name: (item.before, item.after) for item in result.rows[0].differences}
    assert found == {"title": ("Asking first", "Asking kindly"), "sectors": ("primary", "special")}
    assert Entry.objects.get().title == "Asking first"
    bring_in(table(row(title="Asking kindly", sectors="special")), curator)
    entry = Entry.objects.get()
    assert (entry.title, [sector.code for sector in entry.sectors.all()]) == ("Asking kindly", ["special"])


def test_import_leaves_alone_the_columns_that_a_file_does_not_have(curator):
    entry = make_resource(reference="ours", note="Keep me", sectors=["special"])
    bring_in(table(["ours", "New title"], headers=["reference", "title"]), curator)
    entry = Resource.objects.get(pk=entry.pk)
    assert (entry.title, entry.note, entry.sectors.get().code) == ("New title", "Keep me", "special")


def test_a_change_to_what_readers_see_is_searchable_at_once(client, curator):
    make_resource("Before", reference="ours", slug="ours")
    bring_in(table(["ours", "Wombat afterwards"], headers=["reference", "title"]), curator)
    assert "/resources/ours/" in client.get("/search/?q=wombat").text
    assert find_differences() == {}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"reference": "", "title": ""}, "Give each row its own reference"),
        ({"reference": "Not a slug!"}, "valid"),
        ({"title": ""}, "blank"),
        ({"title": "x" * 201}, "200"),
        ({"age_min": "seven"}, "“seven” must be a whole number"),
        ({"age_min": "12"}, "The oldest age cannot be lower than the youngest age"),
        ({"age_max": ""}, "both ages"),
        ({"age_max": "99"}, "both ages"),
        ({"sectors": "primery"}, "“primery” is not a sector"),
        ({"topics": "no_such_topic"}, "no_such_topic"),
        ({"cost": "cheap"}, "cheap"),
        ({"summary": "NHS 943 476 5919"}, "looks like an NHS number"),
        ({"summary": "bell\x07"}, "hidden control characters"),
    ],
)
def test_import_names_the_row_and_what_is_wrong_and_changes_nothing(curator, values, words):
    found = problems(table(row(reference="right"), row(**values)), curator)
    assert len(found) == 1
    assert found[0][0].startswith("Row 3")
    assert words in found[0][1]
    assert not Entry.objects.exists()


def test_import_lists_every_wrong_row_at_once(curator):
    found = problems(table(*(row(reference=f"r{n}", age_min="x") for n in range(5))), curator)
    assert [where for where, _ in found] == [f"Row {n}, age_min" for n in range(2, 7)]


def test_import_refuses_a_reference_that_stands_there_twice(curator):
    assert "more than one row" in problems(table(row(), row()), curator)[0][1]


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        (["title"], "Add a column called “reference”"),
        (["reference", "colour"], "not recognised for this kind: colour"),
    ],
)
def test_import_refuses_headings_that_it_does_not_know(curator, headers, words):
    assert words in problems(table(["x"] * len(headers), headers=headers), curator)[0][1]


def test_import_keeps_what_readers_see_complete(curator):
    make_resource("Seen", reference="ours")
    found = problems(table(["ours", ""], headers=["reference", "sectors"]), curator)
    assert found[0][1] == "Add at least one sector. Readers can see this entry now."
    assert Entry.objects.get().sectors.exists()


def test_import_refuses_a_row_from_an_older_version(curator):
    entry = make_resource("Now", published=False, reference="ours")
    publish(entry=entry)
    stale = table(["ours", str(entry.version - 1), "Then"], headers=["reference", "version", "title"])
    assert "The entry has changed since this file was made" in problems(stale, curator)[0][1]
    assert Entry.objects.get().title == "Now"


def test_import_reads_other_entries_by_their_reference(curator):
    make_organisation("Provider", slug="glow")
    course = make_course(reference="ours", slug="ours")
    bring_in(table(["ours", "organisation:glow"], headers=["reference", "provider"]), curator, kind="training")
    assert type(course).objects.get(pk=course.pk).provider.title == "Provider"
    found = problems(
        table(["ours", "organisation:nobody"], headers=["reference", "provider"]), curator, kind="training"
    )
    assert "There is no entry “organisation:nobody”" in found[0][1]


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_read_takes_csv_as_spreadsheets_here_save_it(encoding, delimiter):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([["reference", "title"], ["ours", "Café – “asking”"]])
    rows = spreadsheets.read(out.getvalue().encode(encoding))
    assert rows.headers == ["reference", "title"]
    assert rows[0] == ("ours", "Café – “asking”")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 not a spreadsheet",
        b'reference,title\n"never closed',
        b"a,a\n1,2",
        b"a\n1,2",
        b"\x81\x8d\x8f\x90\x9d,",
    ],
)
def test_read_refuses_in_words_what_it_cannot_read(content):
    with pytest.raises(ValidationError):
        spreadsheets.read(content)


def test_read_refuses_more_rows_than_it_can_take(monkeypatch):
    monkeypatch.setattr(limits, "MOST_ROWS", 2)
    with pytest.raises(ValidationError, match="up to 2 at once"):
        spreadsheets.read(b"reference\na\nb\nc\n")


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_what_is_typed_comes_back_from_every_file_as_it_was(curator, extension):
    texts = [
        "=HYPERLINK(1)",
        "'=quoted",
        "a\nb",
        'say "hello", then go',
        "é – “x” 𝕬 💩",
        "<script>alert(1)</script>",
        "-",
        "0044",
    ]
    for number, text in enumerate(texts):
        make_resource(f"Entry {number}", how_to_use=text, aliases=text)
    rows = spreadsheets.read(export("resource", extension))
    result = bring_in(rows, curator)
    assert (list(import_problems(result)), result.totals["skip"]) == ([], len(texts))


def test_dates_of_courses_go_out_and_come_in(curator):
    course, soon = make_course(reference="ours"), timezone.now().replace(second=0, microsecond=0) + timedelta(days=3)
    course.sessions.create(starts_at=soon, ends_at=soon + timedelta(hours=2), place="Leek | Town hall"[:4])
    rows = spreadsheets.read(export("training", "xlsx"))
    assert bring_in(rows, curator, "training").totals["skip"] == 1
    line = "2027-06-01 09:00 | 2027-06-01 12:00 | Stone |  | scheduled"
    bring_in(table(["ours", line], headers=["reference", "sessions"]), curator, "training")
    session = course.sessions.get()
    assert (session.place, timezone.localtime(session.starts_at).hour) == ("Stone", 9)


def test_no_cell_of_an_export_is_a_formula():
    make_resource("=1+1", how_to_use="@SUM(A1)", note="+x", aliases="-y")
    text = export("resource", "csv").decode("utf-8-sig")
    assert not any(cell[:1] in "=+-@" for line in csv.reader(io.StringIO(text)) for cell in line if cell)
    book = load_workbook(io.BytesIO(export("resource", "xlsx")))
    assert not any(cell.data_type == "f" for line in book.active for cell in line)


@pytest.mark.parametrize("kind", Kind)
def test_a_template_has_the_headings_that_an_import_knows(client, curator, kind):
    sign_in(client, curator)
    response = client.get(reverse("admin:catalogue_entry_import_template"), {"kind": kind, "format": "xlsx"})
    book = load_workbook(io.BytesIO(response.content))
    headings = [cell.value for cell in book.active[1]]
    assert headings == EntryResource(model_of(kind)).columns
    assert "primary" in str([cell.value for line in book.worksheets[1] for cell in line])
    assert problems(table(headers=headings), curator, kind) == []


# Pages and commands


def upload(client, content, kind="resource", name="entries.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("admin:catalogue_entry_import"), {"kind": kind, "file": file})


def as_csv(rows):
    return spreadsheets.write(rows, "csv")


def test_the_pages_show_what_would_change_and_then_change_it(client, curator):
    sign_in(client, curator)
    page = upload(client, as_csv(table(row()))).headers["Location"]
    preview = client.get(page).text
    assert "1 to add, 0 to change" in preview
    assert "Asking first" in preview
    assert not Entry.objects.exists()
    done = client.post(page, follow=True)
    assert "1 added as drafts, 0 changed" in done.text
    assert Entry.objects.get().title == "Asking first"
    assert Entry.objects.get().state == State.DRAFT
    assert not Upload.objects.exists()


def test_the_preview_shows_what_is_wrong_and_offers_no_import(client, curator):
    sign_in(client, curator)
    page = upload(client, as_csv(table(row(age_min="x")))).headers["Location"]
    text = client.get(page).text
    assert "Row 2, age_min" in text
    assert "Import these entries" not in text
    client.post(page)
    assert not Entry.objects.exists()


def test_an_import_is_shown_again_if_somebody_changed_entries_meanwhile(client, curator):
    entry = make_resource("Before", reference="ours")
    sign_in(client, curator)
    page = upload(client, as_csv(table(["ours", "From the file"], headers=["reference", "title"]))).headers[
        "Location"
    ]
    client.get(page)
    entry.title = "From a colleague"
    entry.save()
    history.record_revision(entry=entry, action=Action.EDITED)
    response = client.post(page)
    assert "Somebody has changed this entry" in response.text
    assert Entry.objects.get().title == "From a colleague"
    client.post(page)
    assert Entry.objects.get().title == "From the file"


def test_an_export_holds_what_the_list_shows(client, curator):
    make_resource("Draft", published=False)
    make_resource("Seen, special", sectors=["special"])
    make_resource("Seen")
    make_case_study("Another kind")
    sign_in(client, curator)
    query = {"state__exact": "published", "q": "seen", "kind": "resource", "format": "csv"}
    response = client.get(reverse("admin:catalogue_entry_export"), query)
    assert response.headers["Content-Type"] == "text/csv"
    assert set(spreadsheets.read(response.content)["title"]) == {"Seen", "Seen, special"}


def test_nobody_sees_anothers_upload(client, curator):
    other = Upload.objects.create(by=make_user("Curator"), kind="resource", name="x.csv", content=b"reference\n")
    sign_in(client, curator)
    assert client.get(reverse("admin:catalogue_entry_import_preview", args=[other.pk])).status_code == 404


def test_the_commands_take_a_table_out_and_in(tmp_path, curator, capsys):
    make_resource("Ours", reference="ours")
    file = tmp_path / "entries.xlsx"
    call_command("export_entries", "resource", str(file))
    call_command("import_entries", "resource", str(file), by=curator.username, verbosity=0)
    assert "0 added as drafts, 0 changed, 1 unchanged." in capsys.readouterr().out


def test_the_import_command_says_what_is_wrong_and_changes_nothing(tmp_path, curator):
    file = tmp_path / "entries.csv"
    file.write_bytes(as_csv(table(row(), row(reference="other", age_min="x"))))
    with pytest.raises(CommandError, match="Row 3, age_min"):
        call_command("import_entries", "resource", str(file), by=curator.username, verbosity=0)
    assert not Entry.objects.exists()


def test_the_import_command_is_for_those_who_may_import(tmp_path):
    with pytest.raises(CommandError, match="may import"):
        call_command("import_entries", "resource", str(tmp_path / "x.csv"), by=make_user("Editor").username)


# What comes before a resource


def test_what_comes_before_and_how_many_lessons_come_in_and_go_out(curator):
    make_resource("First")
    headers = [*HEADERS, "follows", "number_of_lessons"]
    assert problems(table([*row(), "resource:first", "3"], headers=headers), curator) == []
    entry = Resource.objects.get(reference="ours")
    assert ([before.title for before in entry.follows.all()], entry.number_of_lessons) == (["First"], 3)
    exported = export(Kind.RESOURCE, "csv").decode("utf-8-sig")
    (line,) = [line for line in csv.DictReader(io.StringIO(exported)) if line["reference"] == "ours"]
    assert (line["follows"], line["number_of_lessons"]) == ("resource:first", "3")


def test_no_import_makes_what_readers_see_come_before_itself(curator):
    first, second = make_resource("First"), make_resource("Second")
    second.follows.add(first)
    found = problems(table(["first", "resource:second"], headers=["reference", "follows"]), curator)
    assert "What comes before it comes after it as well" in str(found)
    assert not first.follows.exists()
