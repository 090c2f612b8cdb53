"""A forgotten password: a link by email, for staff, which does not go round the second factor."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from directory.correspondence.models import Email
from directory.correspondence.sending import send_waiting
from tests.people import make_user

pytestmark = pytest.mark.django_db
PAGE = "/admin/password-reset/"
NEW = "a long new password of mine"


def ask(client, email="curtis@county.example", **extra):
    return client.post(PAGE, {"email": email}, **extra)


def set_password(client):
    link = re.search(r"https?://[^/]+(\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW}, follow=True)


def test_the_way_in_leads_there(client):
    assert f'href="{PAGE}"' in client.get(reverse("admin:login")).text


def test_a_curator_sets_a_new_password_and_still_needs_the_second_factor(client):
    curator = make_user("Curator", email="curtis@county.example")
    ask(client)
    send_waiting()
    set_password(client)
    curator.refresh_from_db()
    assert curator.check_password(NEW)
    assert client.get("/admin/").status_code == 302  # nobody is signed in by it
    client.post(reverse("admin:login"), {"username": curator.username, "password": NEW})
    assert "/second-factor/" in client.get("/admin/", follow=True).request["PATH_INFO"]


def test_a_link_works_once(client):
    make_user("Editor", email="curtis@county.example")
    ask(client)
    send_waiting()
    set_password(client)
    link = re.search(r"https?://[^/]+(\S+)", mail.outbox[-1].body)[1]
    assert "link was invalid" in client.get(link, follow=True).text


def test_the_answer_is_the_same_for_who_is_not_there_or_no_longer(client, django_user_model):
    make_user("Editor", email="here@county.example")
    make_user("Editor", email="left@county.example", is_active=False)
    django_user_model.objects.create_user("reader", email="reader@county.example", password="x" * 12)
    answers = {
        (response.status_code, response.headers["Location"])
        for name in ("here", "left", "reader", "nobody")
        for response in [ask(client, f"{name}@county.example")]
    }
    assert len(answers) == 1
    assert Email.objects.get().to == "here@county.example"


def test_another_host_in_the_request_is_not_in_the_link(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_user("Editor", email="curtis@county.example")
    ask(client, headers={"Host": "evil.example"})
    assert "evil.example" not in Email.objects.get().text


def test_strangers_who_ask_again_and_again_neither_flood_the_owner_nor_take_their_way_in(client, monkeypatch):
    make_user("Editor", email="curtis@county.example")
    now = timezone.now()
    for later in (timedelta(0), timedelta(hours=2)):  # as long as a link holds
        monkeypatch.setattr(timezone, "now", lambda later=later: now + later)
        for _ in range(5):
            ask(client)
    assert Email.objects.count() == 6


def test_without_a_service_an_administrator_has_to_help(client, settings):
    settings.EMAIL_BACKEND = ""
    make_user("Editor", email="curtis@county.example")
    assert "Ask an administrator" in ask(client).text
    assert not Email.objects.exists()
