"""The front door of the admin: a password, a second factor for those who can change much, and limits on trying."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings as django_settings
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from directory.staff.failed_sign_ins import forget_old_tries
from directory.staff.second_factor import codes, rules
from directory.staff.session_limits import LONGEST_SESSION, SIGNED_IN_AT
from tests.people import ROLES, make_user
from tests.signing_in import PASSWORD, app_of, code_for, code_of, sign_in

pytestmark = pytest.mark.django_db

DESK = "/admin/"
ASK = "/admin/second-factor/"
SET_UP = "/admin/second-factor/set-up/"
MUST_HAVE_ONE = ("Editor", "Reviewer", "Curator", "Administrator")


def give_password(client, user, password=PASSWORD, **extra):
    data = {"username": user.get_username(), "password": password, "next": DESK}
    return client.post("/admin/login/", data, **extra)


@pytest.mark.parametrize("role", [None, *ROLES])
def test_the_second_factor_is_asked_of_all_who_change_what_readers_go_by(client, role):
    give_password(client, make_user(role))
    response = client.get(DESK)
    if role in MUST_HAVE_ONE:
        assert response.headers["Location"].startswith(SET_UP)
    else:
        assert response.status_code == 200


def test_the_second_factor_is_asked_of_superusers_and_of_whoever_set_one_up(client):
    superuser = User.objects.create_superuser("root", password=PASSWORD)
    assert rules.is_required(superuser)
    contributor = make_user("Contributor")
    assert not rules.is_required(contributor)
    app_of(contributor)
    assert rules.is_required(contributor)
    give_password(client, contributor)
    assert client.get(DESK).headers["Location"].startswith(ASK)


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/admin/catalogue/entry/", "/admin/autocomplete/", "/admin/auth/user/", "/resources/x/preview/"],
)
def test_no_page_opens_with_the_password_alone(client, path):
    user = make_user("Curator")
    app_of(user)
    assert give_password(client, user).headers["Location"] == ASK
    assert client.get(path).headers["Location"].startswith(ASK)
    assert "_auth_user_id" not in client.session


def test_nobody_is_kept_between_the_password_and_the_code(client):
    user = make_user("Curator")
    app_of(user)
    give_password(client, user)
    page = client.get(ASK).text
    assert "Sign out" in page
    assert "<h1>Second factor</h1>" in page
    client.post("/admin/logout/")
    assert "/login/" in client.get(DESK).headers["Location"]
    assert client.get(ASK).headers["Location"] == "/admin/login/"


def test_setting_up_shows_a_picture_and_a_key_and_then_recovery_codes_once(client):
    user = make_user("Curator")
    give_password(client, user)
    page = client.get(SET_UP).text
    assert "<svg" in page
    assert "style=" not in page.partition("<svg")[2].partition("</svg>")[0]
    assert key_on(client.get(SET_UP).text) == key_on(page)
    assert not Authenticator.objects.exists(), "looking keeps nothing"
    before = client.session.session_key
    codes = client.post(SET_UP, {"code": code_for(key_on(page))})
    assert codes.text.count("<code>") == 10
    assert client.session.session_key != before
    assert client.get(DESK).status_code == 200
    kept = user.recovery_codes.values_list("hashed", flat=True)
    assert len(kept) == 10
    assert not any(code in codes.text for code in kept)
    assert key_on(page) not in str(Authenticator.objects.get().data), "its key is encrypted"


def key_on(page):
    return re.search(r"The key: <code>([A-Z2-7 ]+)", page)[1].replace(" ", "")


def test_a_wrong_first_code_confirms_nothing(client):
    user = make_user("Curator")
    give_password(client, user)
    client.get(SET_UP)
    assert "That code is wrong" in client.post(SET_UP, {"code": "000000"}).text
    assert not rules.has_one(user)


def test_whoever_has_a_second_factor_cannot_set_up_another_with_the_password_alone(client):
    user = make_user("Curator")
    app_of(user)
    give_password(client, user)
    assert client.get(SET_UP).headers["Location"] == "/admin/login/"
    assert client.post(SET_UP, {"code": "000000"}).headers["Location"] == "/admin/login/"


def test_a_code_lets_in_once_and_changes_the_session(client):
    user = make_user("Curator")
    app = app_of(user)
    client.post("/admin/login/", {"username": user.username, "password": PASSWORD, "next": "/admin/catalogue/entry/"})
    before = client.session.session_key
    code = code_of(app)
    assert client.post(ASK, {"code": code}).headers["Location"] == "/admin/catalogue/entry/"
    assert client.session.session_key != before
    assert client.get(DESK).status_code == 200
    client.logout()
    give_password(client, user)
    assert "wrong or has already been used" in client.post(ASK, {"code": code}).text


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(client, wanted):
    user = make_user("Curator")
    app = app_of(user)
    client.post(f"/admin/login/?next={wanted}", {"username": user.username, "password": PASSWORD, "next": wanted})
    assert client.post(f"{ASK}?next={wanted}", {"code": code_of(app)}).headers["Location"] == DESK


def test_wrong_codes_make_the_next_try_wait(client, monkeypatch):
    monkeypatch.setattr(codes, "wait_after", lambda count: timedelta(minutes=count))  # seconds may pass meanwhile
    user = make_user("Curator")
    app = app_of(user)
    give_password(client, user)
    for _ in range(3):
        response = client.post(ASK, {"code": "000000"})
    assert "Wait" in response.text
    assert client.post(ASK, {"code": code_of(app)}).status_code == 200, "a right code too early"


@pytest.mark.parametrize("code", ["", "abc", "１２３４５６", "12345678901234567890", "x" * 500, "<script>", "\x00"])
def test_nonsense_instead_of_a_code_is_answered_in_words(client, code):
    user = make_user("Curator")
    app_of(user)
    give_password(client, user)
    response = client.post(ASK, {"code": code})
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "errorlist" in response.text


# Trying


def somebody_who_signed_in_from_here(client):
    """Whom no guesses from elsewhere slow down here."""
    user = make_user("Contributor")
    give_password(client, user)
    client.logout()
    return user


def test_ten_wrong_passwords_make_that_address_wait_and_no_other(client):
    user = somebody_who_signed_in_from_here(client)
    for _ in range(10):
        response = give_password(client, user, "wrong")
    assert response.status_code == 429
    assert "Wait 15 minutes" in response.text
    assert 890 < int(response.headers["Retry-After"]) <= 900
    assert give_password(client, user).status_code == 429
    assert give_password(client, user, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_one_address_that_tries_many_names_waits_too(client):
    for number in range(10):
        client.post("/admin/login/", {"username": f"somebody{number}", "password": "wrong"})
    assert give_password(client, make_user("Editor")).status_code == 429


def test_fewer_wrong_passwords_do_no_harm(client):
    user = somebody_who_signed_in_from_here(client)
    for _ in range(9):
        give_password(client, user, "wrong")
    assert give_password(client, user).status_code == 302


def test_who_failed_to_sign_in_is_forgotten_after_a_day(client):
    give_password(client, make_user("Editor"), "wrong")
    now = timezone.now()
    forget_old_tries(now)
    assert AccessAttempt.objects.exists()
    forget_old_tries(now + timedelta(days=1, minutes=1))
    assert not AccessAttempt.objects.exists()


# Sessions and rights


def test_signing_in_changes_the_session(client):
    user = make_user("Editor")
    client.get("/admin/login/")
    give_password(client, user)
    first = client.session.session_key
    client.post("/admin/logout/")
    give_password(client, user)
    assert client.session.session_key != first


def test_sessions_end_after_two_idle_hours_or_twelve_busy_ones(client):
    assert django_settings.SESSION_COOKIE_AGE == 2 * 60 * 60
    assert django_settings.SESSION_SAVE_EVERY_REQUEST
    sign_in(client, make_user("Editor"))
    assert client.get(DESK).status_code == 200
    session = client.session
    session[SIGNED_IN_AT] = time.time() - LONGEST_SESSION - 1
    session.save()
    assert "/login/" in client.get(DESK).headers["Location"]


def test_readers_get_no_session_and_no_cookie(client):
    response = client.get("/")
    assert response.cookies == {}
    assert not response.wsgi_request.session.accessed


@pytest.mark.parametrize("end", [{"is_active": False}, {"is_staff": False}])
def test_rights_end_at_once_with_the_account(client, end):
    user = make_user("Curator")
    sign_in(client, user)
    assert client.get(DESK).status_code == 200
    User.objects.filter(pk=user.pk).update(**end)
    assert "/login/" in client.get(DESK).headers["Location"]


def test_rights_end_at_once_with_the_role(client):
    user = make_user("Curator")
    sign_in(client, user)
    bulk = reverse("admin:catalogue_entry_import")
    assert client.get(bulk).status_code == 200
    user.groups.set(Group.objects.filter(name="Contributor"))
    assert client.get(bulk).status_code == 403


def test_a_new_password_ends_other_sessions(client):
    user = make_user("Editor")
    sign_in(client, user)
    user.set_password("another one made up")
    user.save()
    assert "/login/" in client.get(DESK).headers["Location"]


# Accounts


def user_page(user, page="change"):
    return reverse(f"admin:auth_user_{page}", args=[user.pk])


def form_data(user, **changes):
    data = {
        "username": user.username,
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
    }
    return {**data, **changes}


def test_an_administrator_gives_and_takes_roles(client):
    sign_in(client, make_user("Administrator"))
    user = make_user("Contributor")
    curator = Group.objects.get(name="Curator")
    client.post(user_page(user), form_data(user, groups=[curator.pk]))
    assert list(user.groups.all()) == [curator]


def test_whoever_has_a_role_may_sign_in_and_nobody_else(client):
    sign_in(client, make_user("Administrator"))
    user = make_user("Contributor")
    User.objects.filter(pk=user.pk).update(is_staff=False)
    client.post(user_page(user), form_data(user, groups=[Group.objects.get(name="Editor").pk]))
    assert User.objects.get(pk=user.pk).is_staff
    client.post(user_page(user), form_data(user, groups=[]))
    assert not User.objects.get(pk=user.pk).is_staff


def test_an_administrator_makes_nobody_a_superuser_and_gives_no_single_right(client):
    sign_in(client, make_user("Administrator"))
    user = make_user("Contributor")
    client.post(user_page(user), form_data(user, is_superuser="on", user_permissions=["1"]))
    user = User.objects.get(pk=user.pk)
    assert not user.is_superuser
    assert not user.user_permissions.exists()


def test_an_administrator_does_not_reach_a_superuser(client):
    sign_in(client, make_user("Administrator"))
    root = User.objects.create_superuser("root", password=PASSWORD)
    for page in ("change", "history"):
        assert client.get(user_page(root, page)).status_code in (302, 404)
    client.post(
        reverse("admin:auth_user_password_change", args=[root.pk]), {"password1": "x" * 20, "password2": "x" * 20}
    )
    assert User.objects.get(pk=root.pk).check_password(PASSWORD)


def test_nobody_changes_their_own_rights(client):
    administrator = make_user("Administrator")
    sign_in(client, administrator)
    client.post(user_page(administrator), form_data(administrator, groups=[Group.objects.get(name="Curator").pk]))
    assert [group.name for group in administrator.groups.all()] == ["Administrator"]


def test_no_account_is_deleted(client):
    sign_in(client, User.objects.create_superuser("root", password=PASSWORD))
    user = make_user("Editor")
    assert client.post(user_page(user, "delete"), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_resetting_a_second_factor_ends_the_sessions_of_whoever_lost_it(client):
    lost = make_user("Curator")
    other = type(client)()
    sign_in(other, lost)
    assert other.get(DESK).status_code == 200
    sign_in(client, make_user("Administrator"))
    page = reverse("admin:auth_user_changelist")
    client.post(page, {"action": "reset_second_factor", "_selected_action": [lost.pk]})
    assert not rules.has_one(lost)
    assert "/login/" in other.get(DESK).headers["Location"]


@pytest.mark.parametrize("pk", ["x", "0", "²", "9" * 30])
def test_the_password_page_of_nobody_is_not_found_or_closed(client, pk):
    sign_in(client, make_user("Contributor"))
    assert client.get(f"/admin/auth/user/{pk}/password/").status_code in (302, 403, 404)
