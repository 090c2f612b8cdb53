"""Reading what another bank publishes: whole and as it was sealed, or not at all; and each value looked at."""

import json
from dataclasses import replace
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of, record_of
from directory.fetching.fetch_outcome import Fetched
from directory.fetching.fetching import fetch
from directory.following.bank_addresses import tidy, validate_bank_address
from directory.following.models import Bank, Proposal, TheirEntry
from directory.following.reading.carried import (
    LEFT,
    OF_ROWS_LEFT,
    OWN,
    ROWS,
    called_there,
    names_of,
)
from directory.following.reading.files import Files
from directory.following.reading.records import contents_of
from directory.following.reading.values import UnreadableError
from directory.following.translating import Translator
from directory.opendata.public_fields.field import Datatype
from directory.opendata.public_fields.kinds import FIELDS, all_public_records
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.fetching.test_fetching import HERE, Names, page, redirect, secure_site, site  # noqa: F401 (fixtures)
from tests.following.other_bank import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", Kind)
def test_every_public_field_comes_along_or_is_said_to_stay(kind):
    """Add it to `carried`, with the reason if it stays. What is carried is public."""
    carried = {called_there(name) for name in names_of(kind)} | {*ROWS.get(kind, ())}
    public = {field.name for field in FIELDS[kind]}
    assert carried <= public
    assert public - carried <= LEFT.keys()
    assert not (carried & LEFT.keys()) - {"publisher"}
    for field in FIELDS[kind]:
        if field.datatype == Datatype.ROWS and field.name in ROWS.get(kind, ()):
            assert {column.name for column in field.columns} == {*model_of(kind).ROWS[field.name]} | (
                OF_ROWS_LEFT if field.name == "contact_points" else set()
            )


def test_every_kind_has_its_fields():
    assert OWN.keys() == {*Kind}


@pytest.mark.parametrize("make", [make_resource, make_organisation, make_course, make_case_study, make_guidance])
def test_what_a_bank_publishes_of_an_entry_is_what_that_entry_says(make):
    own = make(aliases="One\nTwo", how_to_use="So.", expires_on="2030-01-02", for_everyone=True)
    lines = "\n".join(json.dumps(record) for record in all_public_records(own.KIND))
    contents = contents_of(own.KIND, lines.encode())
    assert contents.unreadable == []
    (published,) = [one for one in contents.entries if one.uuid == own.uuid]
    assert published.is_national
    bank = Bank.objects.create(name="Derbyshire", address="https://other.example")
    for entry in Entry.objects.exclude(pk=own.pk):  # what it names is known to be ours
        TheirEntry.objects.create(bank=bank, uuid=entry.uuid, kind=entry.kind, entry=entry, record={})
    here = Translator(bank)
    ours, theirs = record_of(own), here.record(own.KIND, json.loads(json.dumps(published.record)))
    assert theirs == {name: ours[name] for name in theirs}
    assert {*theirs} == {*names_of(own.KIND), *ROWS.get(own.KIND, ())}


@pytest.fixture
def published(other, helpline):
    other.publish(helpline, partial(make_resource, "Another"))
    return other


def refused(bank, other):
    words = read(bank, other)
    assert bank.failing_since
    assert not bank.read_at
    assert not Proposal.objects.exists()
    return words


def test_what_cannot_be_had_or_is_not_as_it_was_sealed_is_refused_whole(published):
    bank, address = published.followed(), "https://other.example/data/latest/datapackage.json"
    damaged = published.version.joinpath("organisations.jsonl").read_bytes()[:-9]
    for instead, words in (
        ({"datapackage.json": Fetched(404, address)}, "an older release makes no list of them"),
        ({"datapackage.json": Fetched(503, address)}, "being made again just now"),
        ({"datapackage.json": Fetched(500, address)}, "It answers with the error 500."),
        ({"datapackage.json": Fetched(None, address, problem="It refuses connections.")}, "It refuses connections."),
        ({"datapackage.json": Fetched(200, address, body=b"<html>")}, "list of files cannot be read"),
        ({"datapackage.json": Fetched(200, address, body=b"[" * 100_000)}, "list of files cannot be read"),
        ({"organisations.jsonl": Fetched(200, address, body=damaged)}, "organisations.jsonl is damaged"),
        ({"resources.jsonl": Fetched(200, address, problem="Its answer is too large.")}, "too large"),
    ):
        published.instead = instead
        assert words in refused(bank, published)
    published.instead = {}
    assert read(bank, published) == "Proposals: 2 new."
    assert bank.failing_since is None


def test_another_format_another_licence_and_a_list_that_names_no_files_are_refused_in_plain_words(published):
    bank = published.followed()
    whole = json.loads((published.version / "datapackage.json").read_text())
    for said, words in (
        ({"format": 2}, "Its files are of the format 2, and this release reads 1."),
        ({"format": None}, "of the format None"),
        ({"licenses": [{"name": "CC-BY-NC-4.0"}]}, "not under the Open Government Licence"),
        ({"licenses": "OGL-UK-3.0"}, "not under the Open Government Licence"),
        ({"version": "../../secret"}, "does not say of which day"),
        ({"resources": [{"path": ["x"]}, None]}, "does not name resources.jsonl with a checksum"),
        ({"resources": None}, "does not name resources.jsonl with a checksum"),
    ):
        published.say(**said)
        assert words in refused(bank, published)
        published.say(**whole)


def test_a_file_without_one_entry_that_can_be_read_is_no_withdrawal_of_all(published):
    published.rewrite("organisations.jsonl", lambda body: b"{}\n" * 3)
    assert refused(published.followed(), published) == "Not one entry in its files can be read."


NUL = "\x00"
LINE = "11111111-1111-4111-8111-111111111111"
BROKEN = {
    "no title": {"title": " "},
    "too long": {"title": "x" * 201},
    "a mapping for a text": {"summary": {"a": 1}},
    "an endless text": {"how_to_use": "x" * 20_001},
    "what no database can hold": {"summary": f"a{NUL}b"},
    "half a character": {"summary": "\ud800"},
    "turned letters": {"summary": "Call \u202e1111 0080"},
    "no web address": {"url": "javascript:alert(1)"},
    "a password in an address": {"url": "https://user:secret@line.example/"},
    "a page that is no address": {"page": "data:text/html,x"},
    "no ages": {"age_min": None},
    "ages of nobody": {"age_max": 99},
    "ages the wrong way round": {"age_min": 18, "age_max": 5},
    "a number that is a text": {"age_min": "5"},
    "a number that is true": {"age_min": True},
    "too many terms": {"topics": [{"code": "consent", "label": "Consent"}] * 101},
    "a term without a code": {"topics": [{"label": "Consent"}]},
    "an unknown status": {"status": {"code": "sold", "label": "Sold"}},
    "a status of another shape": {"status": {"code": {"a": 1}}},
    "a status that is many": {"status": {"code": ["active"]}},
    "another kind": {"kind": {"code": "resource", "label": "Resource"}},
    "yes and no": {"for_everyone": "yes"},
    "no date": {"expires_on": "2026-02-30"},
    "a row that is none": {"contact_points": ["08001111"]},
    "districts that are none": {"districts": "national"},
    "an origin that is none": {"origins": [{"uuid": "x"}]},
    "an origin without an address": {"origins": [{"uuid": LINE, "bank": "A bank", "address": ""}]},
    "an origin that says nothing of its address": {"origins": [{"uuid": LINE, "bank": "A bank"}]},
    "an origin whose address is a wide space": {
        "origins": [{"uuid": LINE, "bank": "A bank", "address": "https://\u3000"}]
    },
}


def test_no_line_that_could_harm_or_break_anything_is_read(helpline):
    own = helpline()
    (record,) = all_public_records(Kind.ORGANISATION)
    for name, said in BROKEN.items():
        contents = contents_of(Kind.ORGANISATION, json.dumps(record | said).encode())
        assert (len(contents.entries), len(contents.unreadable)) == (0, 1), name
        assert contents.known == {own.uuid}, name
    for line in (b"[" * 10_000, b"\xff\xfe", b"null", b'"x"', b"{" + b" " * 400_001, b'{"uuid": 5}'):
        good = json.dumps(record).encode()
        contents = contents_of(Kind.ORGANISATION, good + b"\n" + line + b"\n" + good)
        assert len(contents.entries) == 1
        assert len(contents.unreadable) == 2  # and what is there twice
    with pytest.raises(UnreadableError, match="more than 50,000"):
        contents_of(Kind.ORGANISATION, b"{}\n" * 50_001)


def test_what_cannot_be_read_is_counted_and_withdrawn_by_nobody(published):
    def broken(body):
        return body.replace(b"Listening Line", b"<script>alert(1)</script>").replace(b'"phone"', b'"pigeon"')

    published.rewrite("organisations.jsonl", broken)
    words = read(published.followed(), published)
    assert words == "Proposals: 1 new. Left out: 1 (we do not know what it says of “what it is”)."


@pytest.mark.parametrize(
    "address",
    ["http://other.example", "https://user:secret@other.example", "https://other.example/?token=secret", "ftp://x"],
)
def test_an_address_is_encrypted_and_holds_no_secret(address):
    with pytest.raises(ValidationError):
        validate_bank_address(address)


def test_an_address_has_one_form():
    assert tidy(" HTTPS://Other.Example/bank/ ") == "https://other.example/bank"


# The network


def test_a_bank_inside_our_network_is_not_asked(published):
    inside = partial(fetch, whole=True, resolve=Names(other_example=["10.0.0.7"]))
    with pytest.raises(UnreadableError, match="inside a private network"):
        Files(published.followed(), inside)


def test_a_redirect_to_an_inner_address_is_not_followed(published, secure_site):  # noqa: F811
    names = Names(secure_test=[HERE], inner_test=["10.0.0.7"])
    bounds = {"ports": frozenset({443, secure_site.port}), "allow": frozenset({HERE})}

    def ask(address, limits):
        return fetch(address, resolve=names, limits=replace(limits, **bounds), whole=True)

    for name in ("datapackage.json", "organisations.jsonl", "resources.jsonl"):
        body = (published.version / name).read_bytes()
        secure_site.answers[f"/data/latest/{name}"] = page(body=body)
        secure_site.answers[f"/data/{published.version.name[:10]}/{name}"] = page(body=body)
    bank = published.followed(kinds=["organisation", "resource"])
    bank.address = f"https://secure.test:{secure_site.port}"
    files = Files(bank, ask)
    assert {kind: len(contents.entries) for kind, contents in files.contents().items()} == {
        Kind.ORGANISATION: 1,
        Kind.RESOURCE: 1,
    }
    secure_site.answers[f"/data/{published.version.name[:10]}/resources.jsonl"] = redirect("https://inner.test/")
    with pytest.raises(UnreadableError, match="inside a private network"):
        files.contents()
    assert names.asked[-1] == "inner.test"


def test_no_step_of_a_redirect_may_be_unencrypted_though_the_last_one_is(published, secure_site, site):  # noqa: F811
    """Whoever sits between could have the first step lead to files of their own, with checksums that fit."""
    bounds = {"ports": frozenset({443, secure_site.port, site.port}), "allow": frozenset({HERE})}
    names = Names(secure_test=[HERE], plain_test=[HERE])

    def ask(address, limits):
        return fetch(address, resolve=names, limits=replace(limits, **bounds), whole=True)

    secure_site.answers["/data/latest/datapackage.json"] = redirect(site.url("/step", host="plain.test"))
    site.answers["/step"] = redirect(f"https://secure.test:{secure_site.port}/whole")
    secure_site.answers["/whole"] = page(body=(published.version / "datapackage.json").read_bytes())
    bank = published.followed()
    bank.address = f"https://secure.test:{secure_site.port}"
    with pytest.raises(UnreadableError, match="It goes to an address that is not encrypted"):
        Files(bank, ask)
    assert site.requests == []
