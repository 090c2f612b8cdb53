import pytest
from django.urls import reverse

from directory.catalogue.models import Entry
from directory.exchange.starter_content.checking import problems_of_collections
from directory.exchange.starter_content.shapes import SHAPES
from directory.resources.models import Resource
from directory.topics.models import Collection
from tests.factories import archive, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def collection(*entries, title="Essentials"):
    found = Collection.objects.create(title=title, slug=title.lower(), summary="For leads.")
    for order, entry in enumerate(entries):
        found.items.create(entry=Entry.objects.get(pk=entry.pk), order=order, note=f"Why {entry.title}")
    return found


def test_collection_shows_its_entries_in_the_curators_order_with_what_each_is_for(client):
    found = collection(make_resource("Zebra"), make_organisation("Advice line", phone="0300 111 2222"))
    page = client.get(found.get_absolute_url()).text
    words = ["For leads.", "Zebra</a>", "Why Zebra", "Advice line</a>", "Why Advice line", 'href="tel:+443001112222"']
    places = [page.index(text) for text in words]
    assert places == sorted(places)


def test_collection_says_what_is_out_of_date_and_leads_to_what_replaces_it(client):
    new = make_organisation("New line", phone="0300 333 4444")
    old = make_organisation("Old line", phone="0300 111 2222", status="closed", successor=new)
    page = client.get(collection(old).get_absolute_url()).text
    assert "Closed" in page.partition("Old line</a>")[2][:100]
    assert "Use this instead" in page
    assert "0300 111 2222" not in page


def test_collection_says_what_is_still_being_checked(client):
    unsure = make_organisation("Unsure", confidence="medium")
    assert "Details being checked" in client.get(collection(unsure).get_absolute_url()).text


def test_collection_warns_of_what_an_entry_holds(client):
    hard = make_resource("Hard to watch", content_warning="An assault is described.")
    assert "An assault is described." in client.get(collection(hard).get_absolute_url()).text


def test_collection_hides_what_readers_cannot_see(client):
    gone = make_resource("Gone")
    found = collection(gone)
    archive(entry=gone)
    page = client.get(found.get_absolute_url()).text
    assert "Gone" not in page
    assert "This collection is empty" in page


def test_home_leads_to_every_collection(client):
    found = collection(make_resource())
    assert f'href="{found.get_absolute_url()}?sector=special">Essentials</a>' in client.get("/?sector=special").text


def test_collection_asks_the_database_as_much_for_many_entries_as_for_one(client, django_assert_max_num_queries):
    found = collection(*(make_organisation(f"Place {number}") for number in range(12)))
    client.get(found.get_absolute_url())
    with django_assert_max_num_queries(6):
        client.get(found.get_absolute_url())


def test_curator_puts_a_collection_together(client):
    sign_in(client, make_user("Curator"))
    chosen = make_resource("Chosen")
    form = {"title": "Essentials", "slug": "essentials", "summary": "For leads.", "order": "0"}
    item = {"order": "0", "entry": chosen.pk, "note": "Read it first"}
    rows = {"items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0"}
    rows |= {f"items-0-{name}": value for name, value in item.items()}
    refused = client.post(
        reverse("admin:topics_collection_add"), {**form, **rows, "items-0-note": "For Jake Smith, 12 March 2026"}
    )
    assert "Jake Smith" in refused.text
    assert client.post(reverse("admin:topics_collection_add"), {**form, **rows}).status_code == 302
    assert "Read it first" in client.get("/collections/essentials/").text


def test_editors_do_not_change_collections(client):
    sign_in(client, make_user("Editor"))
    assert client.get(reverse("admin:topics_collection_add")).status_code == 403


def test_content_check_says_which_entry_of_a_collection_there_is_not():
    records = {shape: [{"id": "kcsie"}] for shape in SHAPES if shape.model is Resource}
    item = {
        "id": "x",
        "title": "X",
        "summary": "",
        "entries": [{"entry": "resource:kcsie"}, {"entry": "resource:zz", "note": "Why"}],
    }
    assert problems_of_collections([item, {"id": "y", "title": "Y", "summary": "Why"}], records) == [
        "collections.json, x: summary is missing.",
        "collections.json, x: resource:kcsie has no note.",
        "collections.json, x: there is no entry 'resource:zz'.",
        "collections.json, y: entries is missing.",
    ]
