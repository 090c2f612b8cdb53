"""The right rows are imported, and the others come back as a file with the reason in each."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from directory.catalogue.models import Entry
from directory.exchange.batches.beginning import begin_import
from directory.exchange.files import spreadsheets
from directory.exchange.files.reading_files import sheets_in
from directory.exchange.models import Upload
from tests.exchange.batches.importing import HEADERS, checked_upload, new_rows
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return make_user("Curator")


def wrong_rows(number):
    return [[f"w{row}", "=1+1", "A summary.", "five", "11", "primary", "consent; unheard"] for row in range(number)]


def lines_of(content):
    [(_, lines)] = sheets_in(content)
    return lines


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_every_wrong_row_comes_back_as_it_was_with_all_reasons(client, curator, extension):
    upload = checked_upload([*new_rows(2), *wrong_rows(250)], curator, extension=extension)
    batch = begin_import(upload=upload, by=curator, leave_out_wrong=True)
    assert (batch.added, len(batch.problems)) == (2, 250)
    sign_in(client, curator)
    address = reverse("admin:exchange_importbatch_left_out", args=[batch.pk])
    assert address in client.get(reverse("admin:exchange_importbatch_change", args=[batch.pk])).text
    response = client.get(address)
    assert f'.{extension}"' in response.headers["Content-Disposition"]
    (_, headings), *rows = lines_of(response.content)
    assert tuple(headings) == (*HEADERS, "Row in your file", "Why it was not imported")
    assert len(rows) == 250
    first = dict(zip(headings, rows[0][1], strict=True))
    assert first["reference"] == "w0"
    assert str(first["Row in your file"]) == "4"
    assert "age_min" in first["Why it was not imported"]
    assert "topics" in first["Why it was not imported"]
    assert not str(first["title"]).startswith("=")


def test_the_file_can_be_corrected_and_imported_as_it_is(client, curator):
    batch = begin_import(
        upload=checked_upload([*new_rows(1), *wrong_rows(1)], curator), by=curator, leave_out_wrong=True
    )
    sign_in(client, curator)
    content = client.get(reverse("admin:exchange_importbatch_left_out", args=[batch.pk])).content
    rows = spreadsheets.read(content.replace(b"five", b"5").replace(b"; unheard", b""))
    again = checked_upload(list(rows), curator, headers=rows.headers)
    assert begin_import(upload=again, by=curator).added == 1
    assert Entry.objects.filter(title="=1+1").exists()


def test_without_being_told_to_leave_rows_out_nothing_is_imported(curator):
    upload = checked_upload([*new_rows(1), *wrong_rows(1)], curator)
    with pytest.raises(ValidationError):
        begin_import(upload=upload, by=curator)
    assert not Entry.objects.exists()


def test_the_preview_offers_to_import_the_right_rows(client, curator):
    sign_in(client, curator)
    upload = checked_upload([*new_rows(1), *wrong_rows(1)], curator)
    Upload.objects.update(source="The county's list")
    page = reverse("admin:catalogue_entry_import_preview", args=[upload.pk])
    text = client.get(page).text
    assert "Rows that are right: 1. Rows that are wrong: 1." in text
    answer = client.post(page, {"only_right": "yes"}, follow=True)
    assert "1 added as drafts" in answer.text
    assert "From The county" in answer.text


def test_nobody_but_whoever_sent_the_file_gets_its_rows_back(client, curator):
    upload = checked_upload([*new_rows(1), *wrong_rows(1)], curator)
    batch = begin_import(upload=upload, by=curator, leave_out_wrong=True)
    address = reverse("admin:exchange_importbatch_left_out", args=[batch.pk])
    sign_in(client, make_user("Curator"))
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("admin:exchange_importbatch_change", args=[batch.pk])).text


def test_the_page_says_nothing_of_a_file_that_is_forgotten(client, curator):
    upload = checked_upload([*new_rows(1), *wrong_rows(1)], curator)
    batch = begin_import(upload=upload, by=curator, leave_out_wrong=True)
    Upload.objects.all().delete()
    sign_in(client, curator)
    assert client.get(reverse("admin:exchange_importbatch_left_out", args=[batch.pk])).status_code == 404
    assert "Download these rows" not in client.get(reverse("admin:exchange_importbatch_change", args=[batch.pk])).text
