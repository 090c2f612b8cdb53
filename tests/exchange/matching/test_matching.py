"""A list that somebody has: its headings are matched on a page, remembered, and nothing is left out unsaid."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from directory.exchange.matching.forms import LEFT_OUT
from directory.exchange.matching.headings import Columns
from directory.exchange.models import Source, Upload
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from tests.factories import make_organisation
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

OUTPOST = (
    "import_id,import_id_reference,name,description,organisation,url,min_age,max_age,contact_name,contact_email,"
    "contact_phone,location_address_1,location_postcode,cost_option"
).split(",")
GIAS = "URN,LA (name),EstablishmentName,StatutoryLowAge,StatutoryHighAge,Postcode,SchoolWebsite,TelephoneNum".split(
    ","
)
FAMILY_HUBS = [
    "Service unique identifier",
    "Name of service",
    "Contact email",
    "Contact phone",
    "Website",
    "Age from",
    "Age to",
]


@pytest.fixture
def curator(client):
    curator = make_user("Curator")
    sign_in(client, curator)
    return curator


def upload(client, content, kind="organisation", source=""):
    file = SimpleUploadedFile("list.csv", content.encode() if isinstance(content, str) else content)
    response = client.post(reverse("admin:catalogue_entry_import"), {"kind": kind, "file": file, "source": source})
    return response.headers["Location"]


def chosen(client, page):
    """{name of a field: what is chosen for it} of the matching page."""
    form = client.get(page).context["form"]
    return {field.html_name: field.value() or "" for field, _ in form.rows()} | {
        "source": form["source"].value() or ""
    }


def suggested(*headings, model=Organisation, before=()):
    return dict(zip(headings, Columns(model).suggested(list(headings), dict(before)), strict=True))


# What is suggested


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Web address", "url"),
        ("Youngest age", "age_min"),
        ("Oldest age", "age_max"),
        ("OTHER NAMES", "aliases"),
        ("Website", "url"),
        ("Web adress", "url"),
        ("Telephone", "phone"),
        ("Telphone number", "phone"),
        ("E-mail", "email"),
        ("Organisation", "title"),
        ("Age from", "age_min"),
        ("age_to", "age_max"),
        ("Key stage", "ages"),
        ("Postcode", "address"),
        ("Kinds of help", "help_kinds"),
        ("How to refer", "referral_route"),
        ("Internal notes", ""),
        ("Fax", ""),
        ("organization_id", ""),
        ("Notes", ""),
        ("Title*", "title"),
        ("Phone No.", "phone"),
        ("Contact name", ""),
    ],
)
def test_a_heading_is_known_by_the_names_of_forms_lists_and_registers(heading, column):
    assert suggested(heading) == {heading: column}


def test_the_headings_of_outpost_are_known():
    assert {heading: column for heading, column in suggested(*OUTPOST).items() if column} == {
        "import_id": "reference",
        "name": "title",
        "description": "summary",
        "url": "url",
        "min_age": "age_min",
        "max_age": "age_max",
        "contact_email": "email",
        "contact_phone": "phone",
        "location_address_1": "address",
        "location_postcode": "address",
        "cost_option": "cost",
    }


def test_the_headings_of_get_information_about_schools_are_known():
    found = suggested(*GIAS)
    assert list(found.values()) == ["reference", "", "title", "age_min", "age_max", "address", "url", "phone"]


def test_the_headings_of_the_family_hubs_directory_are_known():
    found = suggested(*FAMILY_HUBS)
    assert list(found.values()) == ["reference", "title", "email", "phone", "url", "age_min", "age_max"]


def test_no_column_is_suggested_twice_and_the_usual_name_wins():
    assert suggested("Organisation", "Name") == {"Organisation": "", "Name": "title"}
    assert suggested("Phone", "Telephone", "Tel") == {"Phone": "phone", "Telephone": "", "Tel": ""}


def test_what_was_chosen_before_comes_first():
    assert suggested("Name", "Tel", before={"name": "aliases", "TEL": ""}) == {"Name": "aliases", "Tel": ""}


def test_a_postal_address_is_never_the_address_of_a_page():
    assert suggested("Address")["Address"] == "address"
    assert suggested("Address", model=Resource)["Address"] == ""


# The page


PROVIDERS = (
    "Name,Web site,Tel,Internal notes,Age from,Age to\nHarbour Centre,www.example.org,01785 222000,ask Jo,5,11\n"
)


def test_headings_are_matched_and_what_is_left_out_is_said(client, curator):
    page = upload(client, PROVIDERS, source="Our providers 2026")
    assert page.endswith("/columns/")
    text = client.get(page).text
    assert "www.example.org" in text
    values = chosen(client, page)
    assert list(values.values()) == ["title", "url", "phone", LEFT_OUT, "age_min", "age_max", "Our providers 2026"]
    preview = client.post(page, values).headers["Location"]
    assert "Left out of the file: “Internal notes”." in client.get(preview).text
    client.post(preview)
    entry = Organisation.objects.get()
    assert (entry.title, entry.url, entry.age_min, entry.age_max) == (
        "Harbour Centre",
        "https://www.example.org",
        5,
        11,
    )
    assert entry.contact_points.get().value == "+441785222000"


def test_what_was_chosen_is_remembered_for_its_source_only(client, curator):
    page = upload(client, PROVIDERS, source="Our providers 2026")
    client.post(page, chosen(client, page) | {"column_0": "aliases", "column_3": "title"})
    again = chosen(client, upload(client, PROVIDERS, source="our providers 2026"))
    assert (again["column_0"], again["column_3"]) == ("aliases", "title")
    other = chosen(client, upload(client, PROVIDERS, source="Another list"))
    assert (other["column_0"], other["column_3"]) == ("title", LEFT_OUT)
    assert Source.objects.count() == 1


def test_a_list_that_comes_again_changes_its_entries_and_adds_none(client, curator):
    for name in ("Harbour Centre", "Harbour Centre"):
        page = upload(client, f"Name,Tel\n{name},01785 222000\n", source="Ours")
        preview = client.post(page, chosen(client, page)).headers["Location"]
        client.get(preview)
        client.post(preview)
    page = upload(client, "Name,Tel\nHarbour Centre,01785 222001\n", source="Ours")
    preview = client.get(client.post(page, chosen(client, page)).headers["Location"]).text
    assert "0 to add, 1 to change" in preview
    assert Organisation.objects.get().reference == "ours-harbour-centre"


def test_identifiers_of_two_lists_are_never_taken_for_each_other(client, curator):
    for source in ("First list", "Second list"):
        page = upload(client, f"ID,Name\n1,From the {source}\n", source=source)
        preview = client.post(page, chosen(client, page)).headers["Location"]
        client.get(preview)
        client.post(preview)
    assert set(Organisation.objects.values_list("reference", flat=True)) == {"first-list-1", "second-list-1"}
    page = upload(client, "ID,Name\n1,From nowhere\n")
    assert "Say where the list comes from" in client.post(page, chosen(client, page)).text


@pytest.mark.parametrize(
    ("headings", "values", "words"),
    [
        ("Name,Other", {"column_1": "title"}, "“Name” and “Other” cannot both be “Title”"),
        ("Name,Other", {"column_0": LEFT_OUT}, "Choose which heading is the title"),
        ("Name,Other", {"column_0": ""}, "Choose what “Name” is, or leave it out."),
        ("Name,Other", {"column_0": "nonsense"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_in_words(client, curator, headings, values, words):
    page = upload(client, f"{headings}\nHarbour Centre,x\n")
    response = client.post(page, chosen(client, page) | values)
    assert words in response.text
    assert Upload.objects.get().columns is None


def test_a_column_with_values_and_no_heading_is_refused_until_somebody_says_what_it_is(client, curator):
    page = upload(client, "reference,title,\ncase-h,Values without a heading,01785 222000\n")
    words = "Column 3 (C) has values and no heading."
    assert words in client.get(page).text
    values = chosen(client, page)
    assert words in client.post(page, values).text
    preview = client.post(page, values | {"column_2": "phone"}).headers["Location"]
    client.get(preview)
    client.post(preview)
    assert Organisation.objects.get(reference="case-h").contact_points.get().value == "+441785222000"


def test_parts_of_a_postal_address_become_one_place(client, curator):
    page = upload(client, "Name,Address line 1,Postcode\nHarbour Centre,1 Market Square,ST16 2LH\n")
    preview = client.post(page, chosen(client, page)).headers["Location"]
    client.get(preview)
    client.post(preview)
    assert Organisation.objects.get().contact_points.get().value == "1 Market Square, ST16 2LH"


def test_our_own_headings_go_straight_to_the_preview(client, curator):
    assert not upload(client, "reference,title,phone,ages\nours,Ours,0800 1111,KS2\n").endswith("/columns/")
    assert not upload(client, "Reference,Title,telephone\nours,Ours,0800 1111\n").endswith("/columns/")


def test_a_title_above_the_headings_is_one_sentence(client, curator):
    for content in (
        "Our providers 2026,March\nName,Phone\nOurs,0800 1111\n",
        "Our providers 2026,\nreference,title\na,A",
    ):
        text = client.get(upload(client, content), follow=True).text
        assert "The headings are expected in the first row. It has “Our providers 2026” there." in text


def test_problems_are_named_by_the_heading_of_the_file(client, curator):
    page = upload(client, "Name,Lowest age,Highest age\nOurs,seven,11\n")
    text = client.get(client.post(page, chosen(client, page)).headers["Location"]).text
    assert "Row 2, Lowest age" in text
    assert "age_min" not in text.replace("column_", "")


def test_nobody_matches_anothers_upload(client, curator):
    other = Upload.objects.create(by=make_user("Curator"), kind="resource", name="x.csv", content=b"Name\nx\ny\n")
    assert client.get(reverse("admin:catalogue_entry_import_matching", args=[other.pk])).status_code == 404


# The command


def test_the_command_matches_as_the_page_did_for_the_source(client, curator, tmp_path):
    page = upload(client, PROVIDERS, source="Ours")
    client.post(page, chosen(client, page))
    file, out = tmp_path / "list.csv", io.StringIO()
    file.write_text(PROVIDERS)
    call_command(
        "import_entries", "organisation", str(file), by=curator.username, source="ours", verbosity=0, stdout=out
    )
    assert "Left out of the file: “Internal notes”." in out.getvalue()
    assert Organisation.objects.get().title == "Harbour Centre"


def test_the_command_refuses_headings_that_were_never_matched(curator, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(PROVIDERS)
    with pytest.raises(CommandError, match="“Web site”"):
        call_command("import_entries", "organisation", str(file), by=curator.username, source="Ours", verbosity=0)
    assert not Organisation.objects.exists()


def test_an_unchanged_entry_of_ours_stays_as_it_is(client, curator):
    make_organisation("Ours", reference="ours", summary="Said.")
    page = upload(client, "reference,Name,Colour\nours,Ours,red\n")
    assert (
        "0 to add, 0 to change, 1 unchanged"
        in client.get(client.post(page, chosen(client, page)).headers["Location"]).text
    )
