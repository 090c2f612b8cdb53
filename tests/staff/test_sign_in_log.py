"""What administrators can read of who signed in."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from directory.jobs.jobs import forget_sign_ins
from directory.staff.models import SignIn, WrongCodes
from directory.staff.sign_ins import log
from tests.people import make_user
from tests.signing_in import app_of, code_of, sign_in
from tests.staff.test_guessing import by, try_once
from tests.staff.test_signing_in import ASK, give_password

pytestmark = pytest.mark.django_db

LIST = reverse("admin:staff_signin_changelist")


def noted():
    return list(SignIn.objects.order_by("pk").values_list("what", "user__username", "way"))


def test_each_sign_in_and_each_failure_is_noted(client):
    user = make_user("Contributor")
    name = user.username
    try_once(client, user)
    give_password(client, user)
    client.post("/admin/logout/")
    assert noted() == [("wrong_password", name, ""), ("signed_in", name, "password"), ("signed_out", name, "")]


def test_whoever_needs_a_second_factor_has_signed_in_with_it_only(client):
    user = make_user("Curator")
    app, name = app_of(user), user.username
    give_password(client, user)
    client.post(ASK, {"code": "000000"})
    assert noted() == [("wrong_code", name, "")]
    assert not log.is_known_place(client.get("/").wsgi_request, user)
    WrongCodes.objects.all().delete()
    client.post(ASK, {"code": code_of(app)})
    assert noted()[1:] == [("signed_in", name, "code")]
    assert log.is_known_place(client.get("/").wsgi_request, user)


def test_whoever_has_still_to_set_one_up_is_in_with_it_only(client):
    user = make_user("Curator")
    give_password(client, user)
    assert noted() == [("password", user.username, "password")]
    assert not log.is_known_place(client.get("/").wsgi_request, user)


@pytest.mark.parametrize(
    ("done", "what", "way"),
    [
        ([{"method": "password"}], "password", "password"),
        ([{"method": "password"}, {"method": "mfa", "type": "totp"}], "signed_in", "code"),
        ([{"method": "password"}, {"method": "mfa", "type": "recovery_codes"}], "signed_in", "recovery_code"),
        ([{"method": "password"}, {"method": "mfa", "type": "webauthn"}], "signed_in", "passkey"),
        ([{"method": "directory", "second_factor": True}], "signed_in", "directory"),
        ([{"method": "directory"}], "password", "directory"),
    ],
)
def test_the_way_in_is_noted(rf, done, what, way):
    user, request = make_user("Curator"), rf.post("/")
    request.session = {"account_authentication_methods": done, "account_authentication_methods_user": str(user.pk)}
    user_logged_in.send(type(user), request=request, user=user)
    assert noted() == [(what, user.username, way)]


@pytest.mark.parametrize(
    ("sender", "what"),
    [
        ("directory.staff.second_factor.forms", "wrong_code"),
        ("directory.staff.single_sign_on.adapter", "not_let_in"),
        ("django.contrib.auth", "made_to_wait"),
    ],
)
def test_what_failed_is_noted(rf, sender, what):
    user = make_user("Curator")
    user_login_failed.send(sender, credentials={"username": user.username}, request=rf.post("/"))
    assert noted() == [(what, user.username, "")]


def test_what_was_typed_is_kept_only_if_it_is_the_name_of_an_account(client, caplog):
    with caplog.at_level(logging.INFO):
        try_once(client, "hunter2 is my password", address="203.0.113.77")
        try_once(client, make_user("Contributor"), address="203.0.113.77")
    kept = str(list(SignIn.objects.values()))
    assert "hunter2" not in kept + caplog.text
    assert "203.0.113.77" not in kept + caplog.text
    assert SignIn.objects.first().network == "203.0.113.0/24"
    assert "Wrong password: contributor" in caplog.text
    assert "Wrong password: a name that nobody has" in caplog.text


def test_strangers_cannot_fill_the_log(client, monkeypatch):
    monkeypatch.setattr(log, "MOST_IN_AN_HOUR", 3)
    user = make_user("Contributor")
    for number, address in enumerate(by(8)):
        try_once(client, f"name {number}", address=address)
    assert SignIn.objects.filter(user=None).count() == 3
    try_once(client, user)
    assert SignIn.objects.filter(user=user, what="wrong_password").count() == 1


def test_that_somebody_waits_is_noted_once_an_hour(client):
    user = make_user("Contributor")
    for address in by(30):
        try_once(client, user, address=address)
    for _ in range(5):
        try_once(client, user, address="203.0.113.7")
    assert SignIn.objects.filter(what="made_to_wait", network="203.0.113.0/24").count() == 1


def test_a_reset_of_the_second_factor_is_noted(client):
    lost = make_user("Curator")
    sign_in(client, make_user("Administrator"))
    page = reverse("admin:auth_user_changelist")
    client.post(page, {"action": "reset_second_factor", "_selected_action": [lost.pk]})
    assert SignIn.objects.filter(user=lost, what="reset").exists()


def test_administrators_read_the_list_and_nobody_changes_it(client):
    for number in range(5):
        SignIn.objects.create(what="signed_in", user=make_user("Contributor"), network=f"203.0.{number}.0/24")
    SignIn.objects.create(what="wrong_password")
    sign_in(client, make_user("Administrator"))
    page = client.get(LIST)
    assert "A name that nobody has" in page.text
    assert "203.0.4.0/24" in page.text
    before = SignIn.objects.count()
    chosen = [row.pk for row in SignIn.objects.all()]
    client.post(LIST, {"action": "delete_selected", "_selected_action": chosen, "post": "yes"})
    assert SignIn.objects.count() == before


def test_the_desk_says_when_one_signed_in_before(client):
    user = make_user("Contributor")
    give_password(client, user)
    assert "You last signed in" not in client.get("/admin/").text
    client.post("/admin/logout/")
    moment = datetime(2026, 11, 3, 13, 30, tzinfo=UTC)
    SignIn.objects.filter(what="signed_in").update(at=moment)
    try_once(client, user)  # which is no sign-in
    give_password(client, user)
    assert "You last signed in on 3 November 2026 at 13:30." in client.get("/admin/").text


def test_sign_ins_are_kept_for_90_days():
    SignIn.objects.create(what="signed_in", at=timezone.now() - timedelta(days=91))
    SignIn.objects.create(what="signed_in", at=timezone.now() - timedelta(days=89))
    forget_sign_ins(now=timezone.now())
    assert SignIn.objects.count() == 1


def test_sessions_that_are_over_are_deleted_by_the_job(client):
    sign_in(client, make_user("Contributor"))
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=2))
    Session.objects.create(session_key="just", session_data="", expire_date=timezone.now() - timedelta(hours=2))
    assert forget_sign_ins(now=timezone.now()) == "1 session deleted"
    assert set(Session.objects.values_list("session_key", flat=True)) == {"just", client.session.session_key}
    assert client.get("/admin/").status_code == 200
