"""Hostile strings through every form and import: kept as typed, or refused with a reason; never executed."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.core import signing
from django.urls import reverse

from directory.catalogue.models import Entry
from directory.catalogue.plain_text import UNSEEN
from directory.curation.models import BulkEdit
from directory.exchange.columns.cells import cell
from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets
from directory.exchange.import_problems import import_problems
from directory.inbox import limits
from directory.inbox.models import Message
from directory.owners.models import ProposedChange
from directory.quality.models import Assessment
from directory.resources.models import Resource
from directory.search.documents.models import SynonymGroup
from directory.taxonomy.models import GlossaryTerm, Sector
from tests.catalogue.test_admin import address, form_of
from tests.exchange.test_entry_resource import table
from tests.factories import make_organisation, make_resource
from tests.hostile import hostile_strings
from tests.owners.making import asked, send
from tests.people import make_user
from tests.quick import fewer, some_of
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STRINGS = hostile_strings()


def plainly(text):
    """A text as a form gives it back: line ends as one character, none around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@pytest.fixture
def curator(client):
    user = make_user("Curator")
    sign_in(client, user)
    return user


@pytest.fixture
def slow(monkeypatch):
    """A form that was opened long ago, and a sender who may send many."""
    monkeypatch.setattr(limits, "MESSAGES", replace(limits.MESSAGES, from_one=10_000, from_all=None))
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now - 60)
    token = signing.dumps("begun")
    monkeypatch.setattr(signing.time, "time", lambda: now)
    return token


def test_there_are_five_hundred_of_them():
    assert len(STRINGS) == len(set(STRINGS)) == fewer(500)


@pytest.mark.slow
def test_the_entry_form_keeps_each_as_typed_or_says_why_not(client, curator):
    """Several at a time, each in a text field of its own and all of them among the other names."""
    entry = make_resource()
    data = form_of(client, address(entry))
    fields = ["how_to_use", "when_not_to_use", "what_next", "content_warning", "note"]

    def kept(texts):
        """How many are. The form names each field that it refuses; what is in the others is sent again."""
        data["version"] = Resource.objects.get(pk=entry.pk).version
        typed = dict(zip(fields, texts, strict=False))
        texts = {**typed, "aliases": "\n".join(texts)}
        answer = client.post(address(entry), {**data, **texts, "not_personal": "on"})
        if answer.status_code == 302:
            saved = Resource.objects.get(pk=entry.pk)
            for name, text in typed.items():
                assert plainly(getattr(saved, name)) == plainly(text), (name, ascii(text))
            return len(typed)
        assert answer.status_code == 200
        refused = answer.context["adminform"].form.errors.keys() & texts
        assert refused, ascii(texts)
        again = [text for name, text in typed.items() if name not in refused]
        if len(again) == len(typed) > 1:  # only together, among the other names
            return sum(kept([text]) for text in again)
        return kept(again) if 0 < len(again) < len(typed) else 0

    ordered = sorted(STRINGS, key=lambda text: bool(UNSEEN.search(text)))  # what is refused together
    several = [ordered[start : start + len(fields)] for start in range(0, len(ordered), len(fields))]
    assert sum(map(kept, several)) >= len([text for text in STRINGS if not UNSEEN.search(text)]) - 5, "nearly all"


@pytest.mark.slow
def test_the_title_of_an_entry_is_kept_as_typed_or_refused(client, curator):
    entry = make_resource()
    data = form_of(client, address(entry))
    for text in some_of(STRINGS, start=2, usual=9):
        data["version"] = Resource.objects.get(pk=entry.pk).version
        answer = client.post(address(entry), {**data, "title": text, "not_personal": "on", "not_a_duplicate": "on"})
        saved = Resource.objects.get(pk=entry.pk)
        assert answer.status_code == 200 or saved.title == text.strip(), ascii(text)
        if answer.status_code == 302:  # else there is no other version than before
            assert client.get(address(entry, "versions")).status_code == 200


@pytest.mark.slow
def test_readers_forms_keep_each_as_typed_or_say_why_not(client, slow):
    make_resource(slug="ours")
    for text in STRINGS:
        Message.objects.all().delete()
        data = {"title": text, "words": text, "begun": slow, "looked_over": "on"}
        answer = client.post("/suggest/", data)
        if answer.status_code == 302:
            message = Message.objects.get()
            assert plainly(message.words) == plainly(text), ascii(text)
            page = client.get(answer.headers["Location"])
            assert page.status_code == 200
            assert executable(page.text) == [], ascii(text)
        else:
            assert answer.status_code == 400, ascii(text)
            assert "There is a problem" in answer.text
        answer = client.post(
            "/resources/ours/feedback/", {"trouble": "other", "words": text, "begun": slow, "looked_over": "on"}
        )
        assert answer.status_code in (302, 400), ascii(text)


@pytest.mark.slow
def test_the_form_of_organisations_keeps_each_as_typed_or_says_why_not(client, curator, monkeypatch):
    monkeypatch.setattr(limits, "ANSWERS", replace(limits.ANSWERS, from_one=10_000))
    entry = make_organisation("Helpers", phone="0800 1111", slug="helpers")
    texts = (
        "summary",
        "words",
        "contact_points__0__name",
        "contact_points__0__note",
        "contact_points__0__hours_note",
    )
    for text in some_of(STRINGS, usual=9):
        link = asked(entry)
        answer = send(client, link, **dict.fromkeys(texts, text), looked_over="on")
        assert answer.status_code in (302, 400), ascii(text)
        if answer.status_code == 400:
            assert "There is a problem" in answer.text
            assert executable(answer.text) == [], ascii(text)
            continue
        change = ProposedChange.objects.latest("pk")
        kept = change.wanted.get("summary", change.seen["summary"])
        assert plainly(kept) == plainly(text) or not plainly(text), ascii(text)
        page = client.get(reverse("admin:owners_proposedchange_decide", args=[change.pk]))
        assert executable(page.text) == [], ascii(text)
        assert client.post(page.wsgi_request.path, {"parts": ["summary"]}).status_code in (200, 302), ascii(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "seen", "url", "age_min", "districts", "cost", "closed", "expires_on", "new_email", "rest_is_right",
        *(f"contact_points__0__{field}" for field in ("channel", "value", "extension", "opening_times", "audience")),
    ],
)  # fmt: skip
def test_no_field_of_organisations_fails_on_any(client, monkeypatch, name):
    monkeypatch.setattr(limits, "ANSWERS", replace(limits.ANSWERS, from_one=10_000))
    entry = make_organisation("Helpers", phone="0800 1111")
    for text in some_of(STRINGS, start=3, usual=37):
        assert send(client, asked(entry), **{name: text}).status_code in (302, 400), ascii(text)


@pytest.mark.slow
def test_other_forms_of_curators_answer_each_without_failing(client, curator):
    entry = Entry.objects.get(pk=make_resource().pk)
    message = Message.objects.create(purpose="suggestion", title="Something")
    disputed = Assessment.objects.create(entry=entry, result="disputed")
    topic = reverse("admin:taxonomy_glossaryterm_add")
    for text in some_of(STRINGS, start=1, usual=19):
        for page, data in (
            (
                reverse("admin:inbox_message_answer", args=[message.pk]),
                {"state": "done", "reply": text, "seen": Message.objects.get(pk=message.pk).version},
            ),
            (reverse("admin:catalogue_entry_settle", args=[disputed.entry_id]), {"result": text, "why": text}),
            (
                reverse("admin:catalogue_entry_quality", args=[entry.pk]),
                {"role": text, "qa_safe": text, "qa_safe_note": text},
            ),
            (reverse("admin:catalogue_entry_bulk"), {"ids": text, "add_sectors": text, "cost": text}),
            (topic, {"term": text[:120], "definition": text}),
            (reverse("admin:search_synonymgroup_add"), {"phrases": text}),
        ):
            assert client.post(page, data).status_code in (200, 302), (page, ascii(text))
        for page in (reverse("admin:catalogue_entry_changelist"), reverse("admin:inbox_message_changelist")):
            assert client.get(page, {"q": text, "todo": text}).status_code in (200, 302), ascii(text)
    assert GlossaryTerm.objects.exists()
    assert SynonymGroup.objects.exists()
    assert client.get("/glossary/").status_code == 200
    assert client.get("/search/?q=consent").status_code == 200


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_an_import_keeps_each_as_it_is_in_the_file_or_says_why_not(curator, extension):
    texts = [text for text in STRINGS if not UNSEEN.search(text)]
    rows = table(
        *([f"r{n}", f"Entry {n}", text] for n, text in enumerate(texts)), headers=["reference", "title", "how_to_use"]
    )
    rows = spreadsheets.read(spreadsheets.write(rows_as_cells(rows), extension))
    result = EntryResource(Resource, by=curator).import_rows(rows, dry_run=False)
    assert list(import_problems(result)) == []
    for number, text in enumerate(texts):
        assert plainly(Resource.objects.get(reference=f"r{number}").how_to_use) == plainly(text), ascii(text)
    resource = EntryResource(Resource)
    again = spreadsheets.read(spreadsheets.write(resource.export(resource.get_queryset()), extension))
    assert EntryResource(Resource, by=curator).import_rows(again, dry_run=True).totals["skip"] == len(texts)


def rows_as_cells(rows):
    return table(*([cell(value) for value in row] for row in rows), headers=rows.headers)


@pytest.mark.parametrize("text", [text for text in STRINGS if UNSEEN.search(text)][:40])
def test_an_import_refuses_what_cannot_be_seen_with_a_reason(curator, text):
    rows = table(["r", "Entry", text], headers=["reference", "title", "how_to_use"])
    found = list(import_problems(EntryResource(Resource, by=curator).import_rows(rows, dry_run=False)))
    assert "hidden control characters" in found[0][1]


DATA = ("application/json", "application/ld+json", "importmap")  # what a browser reads and never runs


class Executable(HTMLParser):
    """What a browser would run of a page: scripts without an address, handlers, links to scripts."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        handlers = [name for name in values if name.startswith("on")]
        leads = [value for name, value in attrs if name in ("href", "src", "action") and value]
        if handlers or any(value.strip().lower().startswith(("javascript:", "data:")) for value in leads):
            self.found.append((tag, attrs))
        if tag == "script" and not values.get("src") and values.get("type") not in DATA:
            self.found.append((tag, attrs))


def executable(html):
    return Executable(html).found


def test_stored_markup_never_executes_on_any_page_feed_export_or_admin_screen(client, curator):
    text = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>"
    entry = make_resource(
        f"Wombat {text}"[:200], slug="ours", summary=text, aliases=text, how_to_use=text, publisher=text[:150]
    )
    entry.url = "https://example.org/?q=%22onload"
    entry.save()
    Sector.objects.filter(code="primary").update(hint=text[:150])
    Message.objects.create(
        purpose="suggestion", title=text[:150], words=text, token="known", reply=text, state="done"
    )
    BulkEdit.objects.create(by=curator, what=text)
    pages = [
        "/",
        "/search/?q=wombat",
        "/resources/ours/",
        "/resources/ours/feedback/",
        "/progress/known/",
        f"/search/suggestions/?q=womb{text}",
        f"/search/?q={text}",
        f"/suggest/?q={text}",
        "/admin/",
        address(entry),
        address(entry, "versions"),
        reverse("admin:resources_resource_step", args=[entry.pk, "archive"]),
        reverse("admin:catalogue_entry_changelist"),
        reverse("admin:catalogue_entry_quality", args=[entry.pk]),
        reverse("admin:inbox_message_changelist"),
        reverse("admin:inbox_message_answer", args=[Message.objects.get().pk]),
        reverse("admin:curation_bulkedit_changelist"),
        reverse("admin:curation_bulkedit_undo", args=[BulkEdit.objects.get().pk]),
    ]
    for page in pages:
        response = client.get(page)
        if response.headers["Content-Type"].startswith("text/html"):
            assert executable(response.text) == [], page
            assert "default-src 'none'" in response.headers["Content-Security-Policy"], page
