"""The right rows are imported, and the others come back as a file with the reason in each."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.exchange.batches.beginning import begin_import
from directory.exchange.batches.forgetting import forget_uploads
from directory.exchange.batches.left_out import left_out_file
from directory.exchange.batches.working import work_on
from directory.exchange.files import spreadsheets
from directory.exchange.files.reading_files import sheets_in
from directory.exchange.models import Upload
from tests.exchange.batches.importing import HEADERS, checked_upload, new_rows, uploaded
from tests.factories import make_organisation
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


def test_what_was_said_of_rows_is_forgotten_with_the_file(curator):
    rows = [*new_rows(1), ["w", "Wrong", "NHS 943 476 5919", "5", "11", "primary", "consent"]]
    batch = begin_import(upload=checked_upload(rows, curator), by=curator, leave_out_wrong=True)
    assert "943 476 5919" in batch.problems[0][1]
    forget_uploads(now=timezone.now() + timedelta(days=2))
    batch.refresh_from_db()
    assert (batch.upload, batch.problems) == (None, [[3, "We keep the reason for a day."]])


# Lists with headings of their own


FOREIGN = (
    "Name,Our notes,Tel,Age from,Age to\nHarbour Centre,ask Jo,01785 222000,5,11\nHazel Line,=2+2,12345,five,11\n"
)
MATCHED = ["title", "", "phone", "age_min", "age_max"]


def test_the_rest_of_a_matched_list_comes_back_as_the_list_was(client, curator):
    upload = uploaded(FOREIGN, curator, columns=MATCHED, source="Our providers")
    batch = begin_import(upload=upload, by=curator, leave_out_wrong=True)
    assert batch.source == "Our providers"
    assert "Age from: “five” must be a whole number." in batch.problems[0][1]
    sign_in(client, curator)
    content = client.get(reverse("admin:exchange_importbatch_left_out", args=[batch.pk])).content
    (_, headings), (_, cells) = lines_of(content)
    assert headings[:5] == ["Name", "Our notes", "Tel", "Age from", "Age to"]
    assert cells[:6] == ["Hazel Line", "'=2+2", "12345", "five", "11", "3"]
    corrected = content.decode().replace("12345", "01785 222001").replace("five", "5")
    again = uploaded(corrected, curator, columns=MATCHED, source="Our providers")
    assert begin_import(upload=again, by=curator).added == 1


def test_the_worker_reads_a_list_as_it_was_matched(client, curator):
    upload = uploaded(FOREIGN, curator, columns=MATCHED, source="Our providers")
    batch = begin_import(upload=upload, by=curator, leave_out_wrong=True, at_once=0)
    sign_in(client, curator)
    for page in ("import_matching", "import_preview"):  # nobody matches it otherwise meanwhile
        answer = client.post(reverse(f"admin:catalogue_entry_{page}", args=[upload.pk]), {"column_0": "aliases"})
        assert answer.headers["Location"] == reverse("admin:exchange_importbatch_change", args=[batch.pk])
    work_on(batch.pk)
    entry = Entry.objects.get()
    assert (entry.reference, entry.title) == ("our-providers-harbour-centre", "Harbour Centre")


def test_the_rest_of_a_feed_empties_nothing_of_what_is_here(curator):
    make_organisation("Harbour Centre", reference="open-referral-h1", waiting_time="A week")
    feed = {"services": [{"id": "h1", "name": "Harbour Centre", "url": "no address"}, {"id": "h2", "name": "Hazel"}]}
    batch = begin_import(
        upload=uploaded(json.dumps(feed), curator, name="feed.json"), by=curator, leave_out_wrong=True
    )
    content, extension = left_out_file(batch)
    (_, headings), (_, cells) = lines_of(content)
    first = dict(zip(headings, cells, strict=False))
    assert (extension, first["url"], first["waiting_time"]) == ("csv", "no address", "A week")
