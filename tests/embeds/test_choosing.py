"""The page on which a school chooses a box and copies what shows it."""

import html
import re

import pytest

from directory.taxonomy.models import Topic
from directory.topics.models import Hub

pytestmark = pytest.mark.django_db


def code_in(response):
    return html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", response.text, re.DOTALL)[1]).strip()


def test_the_code_shows_the_box_by_its_whole_address_with_a_title_and_tells_us_nothing(client, settings):
    settings.SITE_ADDRESS = "https://bank.example.org"
    assert code_in(client.get("/embed/")) == (
        '<iframe src="https://bank.example.org/embed/who-do-i-call/" title="Who do I call?" width="100%" '
        'height="640" loading="lazy" referrerpolicy="no-referrer"></iframe>'
    )


def test_the_code_is_text_to_copy_and_the_preview_is_the_box(client):
    page = client.get("/embed/").text
    assert page.count("<iframe") == 1
    assert "&lt;iframe src=" in page
    assert '<iframe class="embed-preview" src="/embed/who-do-i-call/" title="Who do I call?"' in page


def test_a_district_and_the_ages_of_the_pupils_are_in_the_address_of_the_box_and_of_the_page(client, settings):
    settings.SITE_ADDRESS = "https://bank.example.org"
    response = client.get("/embed/", {"show": "/embed/directory/tamworth/", "ages": ["ks1", "ks2"]})
    shown = html.unescape(re.search(r'src="([^"]*)"', code_in(response))[1])
    assert shown == "https://bank.example.org/embed/directory/tamworth/?year=ks1&year=ks2"
    assert "/directory/?year=ks1&amp;year=ks2&amp;district=tamworth" in response.text
    assert 'href="/search/"' in response.text  # what a box is for is not where the reader works


def test_ages_play_no_part_in_another_box(client):
    response = client.get("/embed/", {"show": "/embed/who-do-i-call/", "ages": "ks1"})
    assert "year=" not in code_in(response)


def test_topics_that_say_what_to_do_first_can_be_chosen_and_no_others(client):
    for code, when in (("sharing_nudes", "hour"), ("consent", "week")):
        hub = Hub.objects.create(topic=Topic.objects.get(code=code), definition="Something.")
        hub.steps.create(when=when, text="Do this.")
        hub.steps.create(when=when, text="Do that.")
    page = client.get("/embed/").text
    assert page.count('value="/embed/topic/sharing-nudes/"') == 1
    assert "/embed/topic/consent/" not in page


@pytest.mark.parametrize("query", [{"show": ""}, {"show": "/admin/"}, {"show": "https://example.org/"}])
def test_what_cannot_be_shown_is_refused_in_plain_words(client, query):
    response = client.get("/embed/", query)
    assert response.status_code == 400
    assert "Select what you want to show on your website." in response.text
    assert "example.org" not in code_in(response)


def test_every_page_and_the_one_about_us_lead_here(client):
    assert client.get("/glossary/").text.count('href="/embed/"') == 1
    assert client.get("/about/").text.count('href="/embed/"') == 2
