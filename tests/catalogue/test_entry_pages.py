import re
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.taxonomy.models import Topic
from tests.factories import archive, make_course, make_organisation, make_resource

pytestmark = pytest.mark.django_db


def test_detail_shows_a_published_entry(client):
    make_resource("Asking first", slug="asking-first")
    response = client.get("/resources/asking-first/")
    assert response.status_code == 200
    assert "Asking first" in response.text


@pytest.mark.parametrize("address", ["/resources/mine/", "/resources/nothing/", "/organisations/ours/"])
def test_detail_is_not_found_for(client, address):
    make_resource("A draft", slug="mine", published=False)
    make_resource("Of another kind", slug="ours")
    assert client.get(address).status_code == 404


def test_detail_redirects_from_every_former_address_for_ever(client):
    entry = make_resource(slug="first")
    for slug in ("second", "third"):
        entry.slug = slug
        save_entry(entry=entry)
    for former in ("first", "second"):
        response = client.get(f"/resources/{former}/")
        assert (response.status_code, response.headers["Location"]) == (301, "/resources/third/")


def test_detail_of_an_archived_entry_says_so_and_names_the_successor_only(client):
    successor = make_organisation("The new one")
    entry = make_organisation(
        "The old one", slug="old", phone="0300 000 0000", url="https://old.example", successor=successor
    )
    archive(entry=entry)
    response = client.get("/organisations/old/")
    assert response.status_code == 410
    assert "The new one" in response.text
    assert "0300 000 0000" not in response.text
    assert "old.example" not in response.text


def test_detail_of_a_closed_organisation_has_no_contact_details(client):
    successor = make_organisation("The new one")
    make_organisation(
        "The old one",
        slug="old",
        contact_points=[
            {"channel": "phone", "value": "0300 000 0000"},
            {"channel": "email", "value": "help@old.example"},
        ],
        url="https://old.example",
        status="closed",
        successor=successor,
    )
    text = client.get("/organisations/old/").text
    assert "The new one" in text
    assert "0300 000 0000" not in text
    assert "old.example" not in text


def test_detail_does_not_lead_readers_to_a_draft(client):
    draft = make_organisation("Not yet shown", published=False)
    make_organisation("The old one", slug="old", status="closed", successor=draft)
    make_course("A course", slug="course", provider=make_organisation("Draft provider", published=False))
    assert "/preview/" not in client.get("/organisations/old/").text
    assert "/preview/" not in client.get("/search/").text
    text = client.get("/training/course/").text
    assert "Draft provider" not in text
    assert "Provided by" not in text
    assert "/preview/" not in text


def test_detail_never_shows_what_is_for_curators(client):
    make_resource(slug="ours", note="SECRET NOTE", source="SECRET SOURCE", confidence="medium")
    text = client.get("/resources/ours/").text
    assert "SECRET" not in text
    assert "Details being checked" in text


def test_detail_puts_the_content_warning_before_the_content(client):
    make_resource(slug="ours", content_warning="Depicts exploitation", how_to_use="Watch it alone first.")
    text = client.get("/resources/ours/").text
    assert text.index("Depicts exploitation") < text.index("Watch it alone first.")


def test_detail_escapes_what_curators_type(client):
    make_resource("<script>alert(1)</script>", slug="ours", summary="<img src=x onerror=alert(1)>")
    text = client.get("/resources/ours/").text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
def test_detail_answers_nothing_but_reading(client, method):
    make_resource(slug="ours")
    assert getattr(client, method)("/resources/ours/").status_code == 405


def test_preview_shows_a_draft_to_staff_and_sends_others_to_sign_in(client, staff_client):
    make_course("A draft course", slug="mine", published=False)
    response = staff_client.get("/training/mine/preview/")
    assert response.status_code == 200
    assert "A draft course" in response.text
    assert "no-store" in response.headers["Cache-Control"]
    client.logout()
    assert client.get("/training/mine/preview/").headers["Location"].startswith("/admin/login/")


def test_preview_shows_a_draft_that_lacks_everything(staff_client):
    make_resource(slug="mine", published=False, summary="", ages=(None, None), sectors=[], topics=[])
    assert staff_client.get("/resources/mine/preview/").status_code == 200


def test_training_detail_shows_dates_to_come_and_not_past_or_cancelled_ones(client):
    course = make_course(slug="ours")
    now = timezone.now()
    for place, days, status in [
        ("Leek", 7, "scheduled"),
        ("Stone", -7, "scheduled"),
        ("Rugeley", 8, "cancelled"),
        ("Biddulph", 9, "full"),
    ]:
        start = now + timedelta(days=days)
        course.sessions.create(starts_at=start, ends_at=start + timedelta(hours=2), place=place, status=status)
    text = client.get("/training/ours/").text
    assert "Leek" in text
    assert "Biddulph" in text
    assert "Stone" not in text
    assert "Rugeley" not in text


def test_detail_names_topics_in_one_order_whatever_order_they_were_given_in(client):
    """After a restore rows lie in another order, and a page that differs by that alone cannot be compared."""
    codes = ["sextortion", "consent", "bullying"]
    shown = []
    for number, given in enumerate((codes, codes[::-1])):
        entry = make_resource(slug=f"given-{number}", topics=given[:1])
        for code in given[1:]:
            entry.topics.add(Topic.objects.get(code=code))
        page = client.get(f"/resources/given-{number}/").text
        shown.append(re.findall(r"\?topic=(\w+)\">", page))
    assert shown[0] == shown[1]
    assert sorted(shown[0]) == sorted(codes)


MAKE = {"resource": make_resource, "organisation": make_organisation, "course": make_course}


@pytest.mark.parametrize("make", MAKE.values(), ids=MAKE)
def test_a_page_asks_the_database_little_and_no_more_for_more_that_is_related(
    client, make, django_assert_max_num_queries
):
    entry = make()
    with django_assert_max_num_queries(24) as few:
        client.get(entry.get_absolute_url())
    for number in range(3):
        make_resource(f"Related {number}", resource_kinds=["video", "leaflet"])
    with django_assert_max_num_queries(len(few.captured_queries) + 3):  # what is related, with what says where it is
        client.get(entry.get_absolute_url())
