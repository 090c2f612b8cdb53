import re
from datetime import timedelta

import pytest
from django.utils import timezone

from directory.catalogue.actions.editing import save_entry
from directory.resources.models import Pick
from directory.search.pages.cards import card_of, entries_with_cards
from directory.taxonomy.models import KeyStage, Topic
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource
from tests.search.asking import page_of

pytestmark = pytest.mark.django_db


def card(entry):
    return card_of(entries_with_cards([entry.pk]).get())


def test_cards_and_pages_follow_who_publishes_a_thing_now(client):
    document, provider = make_resource("A document", resource_kinds=["toolkit"]), make_organisation("The charity")
    make_guidance("A note", related_resource=document)
    make_course("A course", provider=provider)
    client.get("/search/")  # the cards are made
    document.publisher, provider.title = "The ministry", "The trust"
    save_entry(entry=document)
    save_entry(entry=provider)
    for address in ("/resources/a-document/", "/guidance/a-note/"):
        assert "Published by The ministry" in client.get(address).text
    assert client.get("/guidance/").text.count("· The ministry") == 2
    assert "Training · The trust" in client.get("/training/").text
    assert re.search(r"Provided by <a [^>]*>The trust</a>", client.get("/training/a-course/").text)


def test_cards_with_nothing_to_say_of_trust_say_nothing():
    make_organisation("Helpline")
    shown = page_of("q=helpline").cards
    for words in ("trust", "badge", "Not yet reviewed", "Added"):
        assert words not in shown


def test_cards_of_courses_lead_to_their_next_date_in_a_calendar(client):
    course, now = make_course("Briefing"), timezone.now()
    for days, status in ((9, "scheduled"), (-2, "scheduled"), (3, "cancelled"), (5, "full")):
        starts = now + timedelta(days=days)
        course.sessions.create(starts_at=starts, ends_at=starts + timedelta(hours=1), status=status)
    soon = course.sessions.get(status="full")
    found = card(course)
    assert found.facts[-1] == f"Next: {timezone.localtime(soon.starts_at):%-d %B %Y}"
    assert found.calendar_url == f"/training/briefing/{soon.pk}.ics"
    assert found.calendar_url in client.get("/training/").text
    assert card(make_course("Whenever")).calendar_url == ""


def test_cards_of_a_closed_organisation_have_no_telephone_number():
    successor = make_organisation("Open")
    closed = make_organisation("Closed one", phone="0300 000 0000", status="closed", successor=successor)
    shown = card(closed)
    assert (shown.number, shown.website, shown.state, shown.successor.title) == (None, "", "Closed", "Open")


def test_cards_are_made_for_every_kind():
    for make in (make_organisation, make_resource, make_course, make_case_study, make_guidance):
        make(f"Zebra {make.__name__}")
    assert page_of("q=zebra").cards.count("</article>") == 5


def test_cards_mark_the_words_that_were_searched_for():
    make_resource("Asking first", summary="It asks what to do.")
    shown = page_of("q=ask").cards
    assert "<mark>Asking</mark>" in shown
    assert "It <mark>asks</mark> what" in shown


def test_cards_say_why_they_were_found_if_their_own_words_do_not():
    make_resource("Waiting", aliases="Slow answers\nPolite questions", topics=["banter", "upskirting"])
    assert "Also called: <mark>Polite</mark> questions</p>" in page_of("q=polite").cards
    assert "About: <mark>Upskirting</mark></p>" in page_of("q=upskirting").cards
    assert "Also called" not in page_of("q=waiting").cards


def test_a_card_says_that_it_is_the_countys_pick_for_as_long_as_it_is(client):
    first, second = make_resource("First", ages=(5, 7)), make_resource("Second", ages=(5, 7))
    cell = {"topic": Topic.objects.get(code="consent"), "key_stage": KeyStage.objects.get(code="ks1")}
    pick = Pick.objects.create(entry=first, **cell)
    assert picked(client) == ["First"]
    pick.entry = second
    pick.save()
    assert picked(client) == ["Second"]
    second.age_min, second.age_max = 11, 14
    save_entry(entry=second)
    assert picked(client) == []


def picked(client):
    cards = client.get("/lessons/").text.split('<article class="card">')[1:]
    return [
        title for card in cards for title in ("First", "Second") if "County’s pick" in card and f">{title}<" in card
    ]
