"""Open Referral: the services of a feed or file become organisations, and come again as the same ones."""

import json
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.exchange.entry_resource import EntryResource
from directory.exchange.import_problems import import_problems
from directory.exchange.models import Upload
from directory.exchange.open_referral import feeds
from directory.exchange.open_referral.reading import LARGEST, is_open_referral, services_in
from directory.exchange.open_referral.rows import open_referral_rows
from directory.exchange.uploads import rows_of
from directory.fetching.fetch_outcome import Fetched
from directory.organisations.models import Organisation
from tests.people import make_user
from tests.quick import fewer
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ID = "ac148810-d857-441c-9679-408f346de14b"
WEEK = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}
SERVICE = {
    "id": ID,
    "name": "Counselling for young people",
    "description": "<p>Talking, in confidence.</p>",
    "status": "active",
    "url": "https://harbour.example.org/counselling",
    "email": "help@harbour.example.org",
    "minimum_age": 11,
    "maximum_age": 18,
    "accreditations": "BACP",
    "organization": {"id": str(uuid4()), "name": "Harbour Centre", "description": "A charity."},
    "phones": [{"id": "1", "number": "01785 222000", "extension": "12", "description": "choose option 2"}],
    "schedules": [{"id": "1", **WEEK, "description": "Closed in August"}],
    "service_areas": [
        {"id": "1", "name": "Stafford", "extent_type": "ONS", "extent": "E07000197"},
        {"id": "2", "name": "Tamworth"},
        {"id": "3", "name": "Shropshire"},
    ],
    "languages": [{"id": "1", "name": "Polish"}],
    "cost_options": [{"id": "1", "option": "Free", "amount": 0}],
    "service_at_locations": [
        {
            "location": {
                "location_type": "physical",
                "addresses": [{"address_1": "1 Market Square", "city": "Stafford", "postal_code": "ST16 2LH"}],
            }
        }
    ],
    "attributes": [
        {"id": "1", "taxonomy_term": {"name": "Consent", "taxonomy": "Topics"}},
        {"id": "2", "taxonomy_term": {"name": "Swimming"}},
    ],
}


def page(*services, number=1, pages=1):
    return {"total_items": len(services), "total_pages": pages, "page_number": number, "contents": list(services)}


def content(document):
    return json.dumps(document).encode()


def bring_in(document, source="A feed"):
    rows = open_referral_rows("organisation", content(document), source)
    result = EntryResource(Organisation, by=make_user("Curator")).import_rows(rows, dry_run=False)
    return rows, result, list(import_problems(result))


def test_a_service_becomes_an_organisation_with_all_that_has_a_place():
    rows, _, problems = bring_in(page(SERVICE))
    assert problems == []
    entry = Organisation.objects.get()
    assert (str(entry.uuid), entry.reference) == (ID, f"a-feed-{ID}")
    assert entry.title == "Counselling for young people (Harbour Centre)"
    assert (entry.summary, entry.url) == ("Talking, in confidence.", "https://harbour.example.org/counselling")
    assert (entry.age_min, entry.age_max, entry.cost.code, entry.status) == (11, 18, "free", "active")
    assert sorted(district.code for district in entry.districts.all()) == ["stafford", "tamworth"]
    assert [topic.code for topic in entry.topics.all()] == ["consent"]
    assert entry.state == "draft"
    assert "Polish" in entry.note
    phone, email, place = entry.contact_points.all()
    assert (phone.value, phone.extension, phone.note) == ("+441785222000", "12", "choose option 2")
    assert (phone.opening_times, phone.hours_note) == ("Mon-Fri 09:00-17:00", "Closed in August")
    assert (email.value, place.value) == ("help@harbour.example.org", "1 Market Square, Stafford, ST16 2LH")
    assert rows.left_out == ["“accreditations”", "the terms “Swimming”, “Shropshire”"]


def test_the_same_feed_again_changes_nothing_and_a_newer_one_changes_what_differs():
    bring_in(page(SERVICE))
    assert bring_in(page(SERVICE))[1].totals["skip"] == 1
    _, result, problems = bring_in(page(SERVICE | {"maximum_age": 19}))
    assert (problems, result.totals["update"], result.totals["new"]) == ([], 1, 0)
    assert Organisation.objects.get().age_max == 19


def test_a_service_that_comes_from_elsewhere_is_known_by_its_identifier():
    bring_in(page(SERVICE), "A feed")
    _, result, problems = bring_in(page(SERVICE), "The same feed by another name")
    assert (problems, result.totals["new"], Organisation.objects.count()) == ([], 0, 1)


def test_what_a_feed_does_not_say_stays_as_curators_made_it():
    bring_in(page(SERVICE))
    entry = Organisation.objects.get()
    entry.summary, entry.note = "Ours.", "Keep me."
    entry.save()
    entry.contact_points.filter(channel="phone").update(audience="children", name="Front desk")
    less = {name: SERVICE[name] for name in ("id", "name", "organization", "phones")}
    less["organization"] = {"name": "Harbour Centre"}
    _, result, problems = bring_in(page(less))
    assert (problems, result.totals["skip"]) == ([], 1)
    entry.refresh_from_db()
    assert (entry.summary, entry.note, entry.age_min) == ("Ours.", "Keep me.", 11)
    assert entry.contact_points.get(channel="phone").name == "Front desk"


@pytest.mark.parametrize(
    "document",
    [
        SERVICE,
        [SERVICE],
        page(SERVICE),
        {"services": [SERVICE]},
        {"services": [SERVICE | {"organization": None, "organization_id": "o"}], "organizations": [{"id": "o"}]},
        [{"id": "o", "name": "Harbour Centre", "services": [SERVICE]}],
        [{"id": "at", "service": SERVICE, "location": {}}],
    ],
)
def test_a_service_is_found_in_each_form_of_document(document):
    assert [service["id"] for service in services_in(content(document))] == [ID]


def test_each_line_of_ndjson_is_a_service():
    assert len(services_in(content(SERVICE) + b"\n" + content(SERVICE | {"id": "x"}) + b"\n")) == 2


def test_an_organisation_without_services_is_one_entry():
    organisation = {
        "id": str(uuid4()),
        "name": "Harbour Centre",
        "description": "A charity.",
        "website": "example.org",
    }
    assert bring_in([organisation])[2] == []
    assert (Organisation.objects.get().title, Organisation.objects.get().url) == (
        "Harbour Centre",
        "https://example.org",
    )


@pytest.mark.parametrize(
    ("youngest", "oldest", "ages"),
    [(None, None, (None, None)), (5, None, (5, 25)), (None, 11, (0, 11)), (18, 99, (18, 25)), (11, 5, (None, None))],
)
def test_ages_are_whole_years_that_a_child_or_young_person_has(youngest, oldest, ages):
    bring_in([SERVICE | {"minimum_age": youngest, "maximum_age": oldest}])
    assert (Organisation.objects.get().age_min, Organisation.objects.get().age_max) == ages


def test_what_is_only_for_older_people_is_left_out_and_said():
    rows, _, _ = bring_in([SERVICE, {"id": "x", "name": "Lunch club", "minimum_age": 60}])
    assert rows.left_out[-1] == "1 for people older than 25: “Lunch club”"
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("costs", "code"),
    [
        ({"cost_options": [{"amount": 5}]}, "paid"),
        ({"cost_options": [{"amount": "0.00"}]}, "free"),
        ({"cost_options": [], "fees": "Free"}, "free"),
        ({"cost_options": [], "fees": "Ask us"}, None),
    ],
)
def test_costs_are_free_or_paid_or_not_said(costs, code):
    bring_in([SERVICE | costs])
    cost = Organisation.objects.get().cost
    assert (cost and cost.code) == code


@pytest.mark.parametrize("extent", [{"extent": "E10000028"}, {"name": "Staffordshire"}])
def test_the_county_is_all_its_districts(extent):
    bring_in([SERVICE | {"service_areas": [extent]}])
    assert Organisation.objects.get().districts.count() == 8


def test_day_and_night_is_said_so():
    every = {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "23:59"}
    bring_in([SERVICE | {"schedules": [every]}])
    assert Organisation.objects.get().contact_points.filter(always_open=True).exists()


def test_a_number_that_cannot_be_dialled_is_refused_and_its_service_named_by_its_place():
    _, _, problems = bring_in([SERVICE, SERVICE | {"id": "x", "phones": [{"number": "n/a"}]}])
    assert [where.partition(",")[0] for where, _ in problems] == ["Row 2"]
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (b"{", "cannot be read as JSON"),
        (b"[" * 100_000, "cannot be read as JSON"),
        (b"[" + b"[]," * 400_000 + b"[]]", "more in it than can be read"),
        (b"[" + b"1" * 5000 + b"]", "cannot be read as JSON"),
        (b"[" + b" " * LARGEST + b"]", "larger than 10 MB"),
        (b'{"a": "\xff"}', "not in UTF-8"),
        (b"{}", "no service or organisation with a name"),
        (b"[1, null, [], {}]", "no service or organisation with a name"),
    ],
)
def test_what_is_no_open_referral_is_refused_in_a_sentence(written, words):
    with pytest.raises(ValidationError, match=words):
        open_referral_rows("organisation", written, "A feed")


def test_another_kind_of_entry_is_refused():
    with pytest.raises(ValidationError, match="Choose support organisation"):
        open_referral_rows("training", content(SERVICE), "A feed")


NAMES = [*SERVICE, "number"]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*SERVICE, "number"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=fewer(80))
@given(st.dictionaries(st.sampled_from(list(SERVICE)), VALUES))
def test_whatever_stands_where_something_else_is_expected_is_read_or_refused_in_words(strange):
    document = [SERVICE | strange, SERVICE | {"name": "Another", "id": "x"}]
    try:
        rows = open_referral_rows("organisation", content(document), "A feed")
        result = EntryResource(Organisation, by=None).import_rows(rows, dry_run=True)
    except ValidationError:
        return
    assert "It could not be saved" not in str(list(import_problems(result)))


# Feeds


class Site:
    """Answers by address, and remembers what it was asked."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def __call__(self, address, *, limits):
        self.asked.append(address)
        self.limits = limits
        path, _, query = address.removeprefix("https://feed.example.org/").partition("?")
        answer = self.answers.get(
            f"{path}?page={query.rpartition('page=')[2]}" if "page=" in query.replace("per_page", "") else path
        )
        return Fetched(404, address) if answer is None else Fetched(200, address, body=content(answer))


def test_all_pages_of_a_feed_are_read():
    second = SERVICE | {"id": "x", "name": "Second"}
    site = Site(**{"services": page(SERVICE, pages=2), "services?page=2": page(second, number=2, pages=2)})
    found = services_in(feeds.read_feed("https://feed.example.org/services", site))
    assert [service["name"] for service in found] == [SERVICE["name"], "Second"]
    assert site.asked[0] == "https://feed.example.org/services?full=true&per_page=100"


def test_of_the_root_of_a_feed_its_services_are_read_and_short_ones_in_full():
    short = {"id": ID, "name": SERVICE["name"]}
    site = Site(**{"": {"version": "HSDS-UK-3.0"}, "services": page(short), f"services/{ID}": SERVICE})
    assert services_in(feeds.read_feed("https://feed.example.org/", site)) == [SERVICE]


def test_an_identifier_never_leads_to_another_address():
    site = Site(services=page({"id": "../../admin?x#y", "name": "Strange"}))
    feeds.read_feed("https://feed.example.org/services", site)
    assert site.asked[-1] == "https://feed.example.org/services/..%2F..%2Fadmin%3Fx%23y"


@pytest.mark.parametrize(
    ("address", "answers", "words"),
    [
        ("http://feed.example.org/services", {}, "must start with https"),
        ("https://feed.example.org/services", {}, "error 404"),
        ("https://feed.example.org/services", {"services": page(SERVICE, pages=5000)}, "has 5,000 pages"),
        ("https://feed.example.org/services", {"services": page(SERVICE, pages=2)}, "error 404"),
        ("https://feed.example.org/services", {"services": page()}, "error 404|no services"),
    ],
)
def test_a_feed_that_cannot_be_read_whole_is_refused_in_a_sentence(address, answers, words):
    with pytest.raises(ValidationError, match=words):
        feeds.read_feed(address, Site(**answers))


def test_no_feed_is_read_for_longer_than_somebody_waits(monkeypatch):
    monkeypatch.setattr(feeds, "SECONDS", 0)
    with pytest.raises(ValidationError, match="within 0 seconds"):
        feeds.read_feed("https://feed.example.org/services", Site(services=page(SERVICE)))


def test_no_step_on_the_way_to_a_feed_may_be_unencrypted():
    site = Site(services=page(SERVICE))
    feeds.read_feed("https://feed.example.org/services", site)
    assert site.limits.encrypted


def test_no_feed_leads_into_our_own_network():
    with pytest.raises(ValidationError, match="inside a private network"):
        feeds.read_feed("https://127.0.0.1/services")


# Pages and command


def send(client, **values):
    return client.post(reverse("admin:catalogue_entry_import"), {"kind": "organisation", **values})


def test_a_file_goes_straight_to_its_preview_and_says_what_is_left_out(client):
    sign_in(client, make_user("Curator"))
    preview = send(client, file=SimpleUploadedFile("feed.json", content(page(SERVICE)))).headers["Location"]
    text = client.get(preview).text
    assert "1 to add" in text
    assert "“Swimming”" in text
    client.post(preview)
    assert Organisation.objects.get().reference == f"open-referral-{ID}"


def test_a_feed_is_read_from_its_address(client, monkeypatch):
    sign_in(client, make_user("Curator"))
    monkeypatch.setattr("directory.exchange.forms.read_feed", lambda address: content(page(SERVICE)))
    client.get(send(client, address="https://feed.example.org/services").headers["Location"])
    upload = Upload.objects.get()
    assert (upload.name, upload.source) == ("https://feed.example.org/services", "feed.example.org")
    assert rows_of(upload)["reference"] == [f"feedexampleorg-{ID}"]


def test_a_file_or_an_address_is_needed_and_not_both(client):
    sign_in(client, make_user("Curator"))
    assert "Choose a file, or enter the address of a feed." in send(client).text
    assert "inside a private network" in send(client, address="https://127.0.0.1/services").text
    assert not Upload.objects.exists()


def test_the_command_reads_open_referral(tmp_path):
    file = tmp_path / "feed.json"
    file.write_bytes(content(page(SERVICE)))
    who = make_user("Curator").username
    call_command("import_entries", "organisation", str(file), by=who, source="Ours", verbosity=0)
    assert Organisation.objects.get().reference == f"ours-{ID}"


def test_a_table_is_no_open_referral():
    assert not is_open_referral(b"reference,title\n{,[\n")
