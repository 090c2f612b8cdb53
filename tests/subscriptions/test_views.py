"""Asking, confirming and stopping: nobody learns who is known, and opening a link changes nothing."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from directory.correspondence.models import Email
from directory.correspondence.sending import send_waiting
from directory.inbox import limits
from directory.networks.models import Network
from directory.subscriptions.actions import forget_unconfirmed
from directory.subscriptions.models import Subscription
from tests.factories import make_resource
from tests.subscriptions.readers import a_reader

pytestmark = pytest.mark.django_db

DSL = "dsl@school.example"
NEW = "/email/new/?sector=primary&year=y5"


@pytest.fixture
def ask(client, begun):
    def asked(address=NEW, email=DSL, **extra):
        return client.post(address, {"email": email, "begun": begun}, **extra)

    return asked


def the_link():
    """The address in the last message, without the site's."""
    return re.search(r"https?://[^/]+(/email/\S+)", mail.outbox[-1].body)[1]


def test_a_reader_asks_confirms_and_stops(client, ask):
    assert ask().headers["Location"] == reverse("subscriptions:sent")
    assert send_waiting() == "sent: 1"
    assert mail.outbox[0].to == [DSL]
    subscription = Subscription.objects.get()
    assert (subscription.query, subscription.is_confirmed) == ("sector=primary&year=y5", False)
    page = client.get(the_link())
    assert "Confirm that you want these emails" in page.text
    assert "Primary" in page.text
    client.post(the_link(), {"do": "confirm"})
    assert Subscription.objects.get().is_confirmed
    assert "Emails you get" in client.get(the_link()).text
    assert "not get these emails any more" in client.post(f"{the_link()}stop/").text
    assert not Subscription.objects.exists()
    assert not Email.objects.filter(to=DSL).exists()
    assert client.get(the_link()).status_code == 404
    assert not client.cookies


def test_scanners_that_open_every_link_change_nothing(client, ask):
    ask()
    send_waiting()
    for _ in range(2):
        for method in (client.get, client.head, client.options):
            method(the_link())
            method(f"{the_link()}stop/")
    assert not Subscription.objects.get().is_confirmed
    client.post(the_link(), {"do": "confirm"})
    client.get(f"{the_link()}stop/", follow=True)
    assert Subscription.objects.get().is_confirmed


def test_a_mail_program_stops_them_with_one_press_without_a_cookie_or_a_token(django_user_model):
    from django.test import Client

    subscription = a_reader()
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(subscription.stop_url, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not Subscription.objects.exists()
    again = strict.post(subscription.stop_url, {"List-Unsubscribe": "One-Click"})
    assert (again.status_code, again.text) == (200, response.text)


def test_another_site_cannot_press_the_buttons(client):
    subscription = a_reader()
    response = client.post(subscription.stop_url, headers={"Origin": "https://evil.example"})
    assert response.status_code == 403
    assert Subscription.objects.exists()


def test_the_answer_is_the_same_whether_an_address_is_known_or_not(ask):
    a_reader(query="sector=primary&year=y5")
    known, unknown = ask(), ask(email="new@school.example")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert Email.objects.filter(key__startswith="reader:confirm").count() == 2


def test_a_form_sent_twice_is_one_subscription_and_one_email(ask):
    assert ask().headers["Location"] == ask().headers["Location"]
    assert (Subscription.objects.count(), Email.objects.count()) == (1, 1)


def test_nobody_can_bomb_a_mailbox(ask):
    for number in range(6):
        ask(
            f"/email/new/?age={number + 5}",
            email="Victim+x@school.example" if number % 2 else "victim@school.example",
        )
    assert Email.objects.count() == 3
    assert Subscription.objects.count() == 3  # what could not be asked about is not kept


def test_a_network_can_ask_only_so_often(ask, monkeypatch):
    monkeypatch.setattr(limits, "EMAILS", limits.Limit("email", limits.A_DAY, 2))
    for number in range(2):
        ask(email=f"a{number}@school.example")
    response = ask(email="last@school.example")
    assert response.status_code == 429
    assert "Retry-After" in response.headers
    assert "last@school.example" in response.text
    assert "Your network has asked us" in response.text
    assert Subscription.objects.count() == 2


def test_a_network_is_not_told_that_it_was_its_own_where_everybody_asked(ask, monkeypatch):
    monkeypatch.setattr(limits, "EMAILS", limits.Limit("email", limits.A_DAY, 2, 1))
    for address in ("203.0.113.200", "192.0.2.200"):
        limits.count(limits.EMAILS, address)
    assert "from many places" in ask(email="last@school.example").text


def test_words_are_not_kept_and_that_is_said(client, ask):
    address = "/email/new/?q=Jamie+Smith+nudes&sector=primary&sort=newest&page=2"
    page = client.get(address)
    assert "The words you searched for are not part of this." in page.text
    assert "Jamie" not in page.text
    ask(address)
    assert Subscription.objects.get().query == "sector=primary"
    assert "Jamie" not in Email.objects.get().text
    assert "are not part of this" not in client.get(NEW).text


def test_for_guidance_only_the_setting_counts(client, ask):
    ask("/email/guidance/?sector=primary&topic=consent&q=x")
    assert Subscription.objects.get().query == "sector=primary"
    assert "New guidance" in client.get("/email/guidance/").text


def test_a_filter_that_makes_no_sense_is_said(client):
    assert client.get("/email/new/?age=nine").status_code == 400
    assert client.post("/email/new/?sector=zz", {"email": DSL}).status_code == 400


@pytest.mark.parametrize("email", ["", "no address", "a@example.org\nBcc: b@example.org", "x" * 260 + "@example.org"])
def test_what_is_no_address_is_asked_for_again(ask, email):
    response = ask(email=email)
    assert response.status_code == 400
    assert "There is a problem" in response.text
    assert not Subscription.objects.exists()


def test_a_program_gets_the_same_thanks_and_nothing_is_sent(client, begun):
    client.post(NEW, {"email": DSL, "begun": begun, "website": "spam"})
    response = client.post(NEW, {"email": DSL})
    assert response.headers["Location"] == reverse("subscriptions:sent")
    assert not Email.objects.exists()


def test_an_address_that_nobody_confirms_is_forgotten_after_a_week(client, ask):
    ask()
    send_waiting()
    confirmed = a_reader("other@school.example")
    week = timezone.now() + timedelta(days=7, minutes=1)
    assert forget_unconfirmed(now=timezone.now()) == "0 never confirmed and forgotten"
    assert forget_unconfirmed(now=week) == "1 never confirmed and forgotten"
    assert list(Subscription.objects.all()) == [confirmed]
    assert not Email.objects.filter(to=DSL).exists()


def test_confirming_and_asking_again_is_one_subscription(client, ask):
    ask()
    client.post(Subscription.objects.get().get_absolute_url(), {"do": "confirm"})
    first = Subscription.objects.get()
    ask(email="DSL@School.example")
    client.post(first.get_absolute_url(), {"do": "confirm"})
    assert Subscription.objects.get().confirmed_at == first.confirmed_at


def test_stopping_one_leaves_the_other_and_staff_emails_alone(client):
    one, _other = a_reader(query="sector=primary"), a_reader(query="sector=special")
    Email.objects.create(key="harm:1:1", to=DSL, subject="x", text="x", state="sent")
    client.post(one.stop_url)
    assert Subscription.objects.get().query == "sector=special"
    assert Email.objects.get().to == DSL


def test_secret_pages_are_not_indexed_kept_or_told_to_other_sites(client):
    response = client.get(a_reader().get_absolute_url())
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]


def test_pages_lead_to_the_form_with_their_filters(client):
    Network.objects.create(name="Leads", slug="leads", summary="They meet.")
    make_resource()
    assert "/email/guidance/?sector=primary" in client.get("/guidance/timeline/?sector=primary").text
    assert 'href="/email/meetings/leads/"' in client.get("/networks/leads/").text
    found = client.get("/search/?q=consent&sector=primary&sort=title").text
    assert 'href="/email/new/?sector=primary"' in found
    assert "/email/new/" not in client.get("/search/?q=consent").text
    assert 'href="/email/new/?kind=lessons&amp;sector=primary"' in client.get("/lessons/?sector=primary").text


def test_without_an_email_service_nobody_is_asked_for_an_address(client, settings):
    settings.EMAIL_BACKEND = ""
    text = client.get(NEW).text
    assert "We cannot send emails yet" in text
    assert 'name="email"' not in text


@pytest.mark.parametrize("token", ["x", "0" * 75, "sent2"])
def test_a_link_that_is_none_says_so(client, token):
    assert client.get(f"/email/{token}/").status_code == 404
    assert client.post(f"/email/{token}/", {"do": "confirm"}).status_code == 404
