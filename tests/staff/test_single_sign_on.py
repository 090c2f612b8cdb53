"""Signing in with the council's own accounts: a real OpenID provider, whose groups are our roles."""

import time

import pytest
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.urls import reverse

from directory.correspondence.models import Email
from directory.curation.roles import ROLES
from directory.staff.second_factor import rules
from directory.staff.sign_ins.counting import digest_of
from directory.staff.single_sign_on import claims
from resourcebank.settings import single_sign_on
from tests.people import make_user
from tests.signing_in import PASSWORD, app_of, code_of, sign_in
from tests.staff.oidc_provider import Provider
from tests.staff.test_signing_in import ASK, DESK, SET_UP, give_password, user_page

pytestmark = pytest.mark.django_db

START = "/admin/directory/sign-in/"
BACK = "/admin/directory/callback/"
JANE = {
    "email": "jane@county.example",
    "email_verified": True,
    "preferred_username": "jane.smith",
    "given_name": "Jane",
    "family_name": "Smith",
}


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    provider.wait()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running, settings):
    set_up(settings, running.address)
    return running


def set_up(settings, server, **changes):
    known = {
        "OIDC_SERVER_URL": server,
        "OIDC_CLIENT_ID": "resource-bank",
        "OIDC_CLIENT_SECRET": "a secret",
        "OIDC_NAME": "Staffordshire",
        "OIDC_ROLES": "Bank curators=Curator, bank-editors=Editor, 5f0c=Administrator",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**known, **changes}.items():
            patch.setenv(name, value)
        for name, value in single_sign_on.directory_settings().items():
            setattr(settings, name, value)


def come(client, provider, sub="jane", next="", **said):  # noqa: A002 (as the address says)
    """Go to the provider from our page, sign in there as `sub`, and come back."""
    provider.know(sub, **{**JANE, **said})
    page = client.post(f"{START}?next={next}")
    assert page.status_code == 200, page.text
    return client.get(provider.authorize(page.context["address"], sub))


def roles_of(user):
    return {group.name for group in user.groups.all()}


# Who gets in


def test_somebody_new_gets_an_account_with_the_roles_of_their_groups(client, provider):
    assert "Sign in with Staffordshire" in client.get("/admin/login/").text
    answer = come(client, provider, groups=["Everybody", "Bank curators"], next="/admin/catalogue/entry/")
    assert answer.headers["Location"] == "/admin/catalogue/entry/"
    assert client.get("/admin/catalogue/entry/").status_code == 200, "the directory asked for the second factor"
    jane = User.objects.get()
    assert (jane.username, jane.get_full_name(), jane.email) == ("jane.smith", "Jane Smith", "jane@county.example")
    assert roles_of(jane) == {"Curator"}
    assert not jane.has_usable_password()
    assert not jane.is_superuser
    assert SocialAccount.objects.get().extra_data == {}, "nothing that the directory said is kept"


def test_whoever_signs_out_is_told_that_they_are_still_signed_in_there(client, provider):
    come(client, provider, groups=["Bank curators"])
    assert "You signed in with Staffordshire, and are still signed in there." in client.post("/admin/logout/").text
    assert "/login/" in client.get(DESK).headers["Location"]


def test_whoever_signs_out_and_came_with_a_password_is_told_nothing_of_it(client, provider):
    sign_in(client, make_user("Editor"))
    page = client.post("/admin/logout/").text
    assert "<h1>You are signed out</h1>" in page
    assert "still signed in" not in page
    assert "nav-sidebar" not in page
    assert "/admin/resources/" not in page, "nothing is offered to whoever has gone"


def test_going_there_needs_a_button_of_ours_and_leaves_by_a_page_without_a_script(client, provider):
    assert client.get(START).status_code == 405
    page = client.post(START)
    assert f'content="0; url={provider.address}/oauth2/authorize?' in page.text
    for part in ("state=", "nonce=", "code_challenge="):
        assert part in page.text
    client.handler.enforce_csrf_checks = True
    assert client.post(START).status_code == 403


@pytest.mark.parametrize("groups", [["Everybody"], [], None, "Everybody", [5, None], {"a": 1}])
def test_nobody_without_a_group_that_means_a_role_gets_in(client, provider, groups):
    answer = come(client, provider, sub="nobody", groups=groups)
    assert answer.status_code == 403
    assert "you are in no group that may work on this site" in answer.text
    assert not User.objects.exists()
    assert "/login/" in client.get(DESK).headers["Location"]
    assert AccessAttempt.objects.get().username == digest_of("jane.smith")


def test_roles_change_with_the_groups_at_the_next_sign_in(client, provider):
    come(client, provider, groups=["Bank curators"])
    jane = User.objects.get()
    jane.groups.add(Group.objects.get(name="Reviewer"))
    come(client, provider, groups=["BANK-EDITORS", "5f0c"])
    assert roles_of(jane) == {"Editor", "Administrator"}
    assert "Administrator, Editor. Before: Curator, Reviewer" in LogEntry.objects.latest("pk").change_message


def test_whoever_leaves_all_groups_loses_every_role_and_every_session(client, provider):
    come(client, provider, groups=["Bank curators"])
    elsewhere = type(client)()
    assert come(elsewhere, provider, groups=["Everybody"]).status_code == 403
    jane = User.objects.get()
    assert roles_of(jane) == set()
    assert not jane.is_staff
    assert "/login/" in client.get(DESK).headers["Location"]
    assert come(client, provider, groups=["Bank curators"]).status_code == 302
    assert client.get(DESK).status_code == 200


def test_a_closed_account_stays_closed(client, provider):
    come(client, provider, groups=["Bank curators"])
    User.objects.update(is_active=False)
    answer = come(client, provider, groups=["Bank curators"])
    assert answer.status_code == 403
    assert "Your account here is closed" in answer.text


# Accounts that were here before


def test_an_account_of_before_is_found_by_its_verified_address_and_its_password_ends(client, provider):
    curator = make_user("Editor", email="Jane@County.example")
    other = sign_in(type(client)(), curator)
    assert come(client, provider, groups=["Bank curators"]).status_code == 302
    curator.refresh_from_db()
    assert roles_of(curator) == {"Curator"}
    assert not curator.has_usable_password()
    assert User.objects.count() == 1
    assert "/login/" in other.get(DESK).headers["Location"]
    assert Email.objects.filter(to__iexact="jane@county.example", key__startswith="account:").exists()
    assert client.get(DESK).status_code == 200


def test_an_address_that_is_not_verified_opens_no_account_and_makes_no_second_one(client, provider):
    curator = make_user("Curator", email="jane@county.example")
    answer = come(client, provider, groups=["Bank curators"], email_verified=False)
    assert answer.status_code == 403
    assert "does not say that it is yours" in answer.text
    assert client.get(DESK).status_code == 302
    curator.refresh_from_db()
    assert curator.has_usable_password()
    assert User.objects.count() == 1


def test_the_council_may_answer_for_the_addresses_of_its_domain(client, provider, settings):
    """As Microsoft says of none whether it is verified."""
    set_up(settings, provider.address, OIDC_EMAIL_DOMAINS="county.example")
    curator = make_user("Curator", email="jane@county.example")
    assert come(client, provider, groups=["Bank curators"], email_verified=None).status_code == 302
    assert SocialAccount.objects.get().user == curator
    make_user("Curator", email="joe@else.example")
    elsewhere = {"email": "joe@else.example", "email_verified": None, "groups": ["Bank curators"]}
    assert come(type(client)(), provider, sub="joe", **elsewhere).status_code == 403


def test_the_directory_never_opens_a_superusers_account(client, provider):
    root = User.objects.create_superuser("root", "jane@county.example", PASSWORD)
    answer = come(client, provider, groups=["Bank curators", "5f0c"])
    assert answer.status_code == 403
    assert "opens only with its own password" in answer.text
    assert not SocialAccount.objects.exists()
    root.refresh_from_db()
    assert root.is_superuser
    assert root.check_password(PASSWORD)


def test_nor_one_that_became_a_superusers_later(client, provider):
    come(client, provider, groups=["Bank curators"])
    User.objects.update(is_superuser=True)
    assert come(client, provider, groups=["Bank curators"]).status_code == 403
    assert User.objects.get().is_staff


def test_an_address_that_was_given_to_somebody_else_does_not_bring_the_account_along(client, provider):
    come(client, provider, groups=["Bank curators"])
    answer = come(type(client)(), provider, sub="another-jane", groups=["Bank curators"])
    assert answer.status_code == 403
    assert "belongs to another account of Staffordshire" in answer.text
    assert SocialAccount.objects.get().uid == "jane"


@pytest.mark.parametrize("said", [{"email": 5}, {"given_name": ["x"]}, {"preferred_username": "é\x00" + "x" * 500}])
def test_nonsense_in_what_the_directory_says_is_no_error_of_ours(client, provider, said):
    assert come(client, provider, sub="odd", groups=["Bank curators"], **said).status_code in (302, 403, 503)


# The second factor


def test_a_directory_that_says_it_asked_for_a_password_only_is_not_enough(client, provider):
    come(client, provider, groups=["Bank curators"], amr=["pwd"])
    assert client.get(DESK).headers["Location"].startswith(SET_UP)
    assert client.get(SET_UP).status_code == 200
    come(client, provider, groups=["Bank curators"], amr=["pwd", "mfa"])
    assert client.get(DESK).status_code == 200


def test_the_council_may_want_ours_as_well(client, provider, settings):
    set_up(settings, provider.address, OIDC_SECOND_FACTOR="false")
    come(client, provider, groups=["Bank curators"], amr=["mfa"])
    assert client.get(DESK).headers["Location"].startswith(SET_UP)
    app = app_of(User.objects.get())
    client.logout()
    assert come(client, provider, groups=["Bank curators"]).headers["Location"] == ASK
    assert client.post(ASK, {"code": code_of(app)}).headers["Location"] == DESK
    assert client.get(DESK).status_code == 200


def test_a_session_that_the_directory_kept_confirms_nothing_until_it_asks_again(client, provider):
    """It says when it last asked; and where it does not say, we know whether we wanted it to."""
    come(client, provider, groups=["5f0c"], auth_time=int(time.time()) - 24 * 60 * 60)
    page = reverse("admin:auth_user_add")
    asking = client.get(page).headers["Location"]
    assert "Sign in with Staffordshire again" in client.get(asking).text
    going = client.post(f"{START}?next={page}").context["address"]
    assert "prompt=login" in going
    assert client.get(provider.authorize(going, "jane")).headers["Location"] == page
    assert "/confirm/" in client.get(page).headers["Location"], "it did not ask again, whatever we wanted"
    assert come(client, provider, groups=["5f0c"], next=page).headers["Location"] == page
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("asked_again", [True, False])
def test_where_the_directory_does_not_say_when_it_asked_we_know_whether_we_wanted_it_to(asked_again):
    assert claims.is_fresh({}, asked_again=asked_again) == asked_again


# What goes wrong


@pytest.mark.parametrize("what", ["state", "nonce", "code", "nothing"])
def test_an_answer_that_does_not_belong_to_this_sign_in_is_refused(client, provider, what):
    provider.know("jane", **JANE, groups=["Bank curators"])
    answer = provider.authorize(client.post(START).context["address"], "jane")
    if what == "nonce":
        session = client.session
        next(iter(session["socialaccount_states"].values()))[0]["nonce"] = "another"
        session.save()
    else:
        answer = answer.replace(f"{what}=", f"{what}=x") if what != "nothing" else BACK
    response = client.get(answer)
    assert response.status_code == 403
    assert "Start again" in response.text
    assert not User.objects.exists()


def test_an_answer_counts_once_and_in_one_browser_only(client, provider):
    provider.know("jane", **JANE, groups=["Bank curators"])
    answer = provider.authorize(client.post(START).context["address"], "jane")
    assert type(client)().get(answer).status_code == 403
    assert client.get(answer).status_code == 302
    client.logout()
    assert client.get(answer).status_code == 403


def test_whoever_stops_there_is_told_so(client, provider):
    going = client.post(START).context["address"]
    state = going.partition("state=")[2].partition("&")[0]
    answer = client.get(f"{BACK}?error=access_denied&state={state}")
    assert answer.status_code == 403
    assert "You did not finish" in answer.text


def test_a_provider_that_is_away_gives_a_page_that_says_so(client, provider, settings):
    going = client.post(START).context["address"]
    set_up(settings, "http://127.0.0.1:9")
    answer = provider.authorize(going, "jane")
    for response in (client.get(answer), client.post(START)):
        assert response.status_code == 503
        assert "Staffordshire does not answer at the moment" in response.text


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, provider, wanted):
    assert come(client, provider, groups=["Bank curators"], next=wanted).headers["Location"] == DESK


def test_other_wishes_in_the_address_are_not_passed_on(client, provider):
    going = client.post(f"{START}?process=connect&scope=evil&auth_params=prompt%3Dnone").context["address"]
    assert "evil" not in going
    assert "prompt" not in going


def test_without_a_directory_there_is_nothing_of_it(client):
    assert "Sign in with" not in client.get("/admin/login/").text
    assert client.post(START).status_code == 404
    assert client.get(f"{BACK}?code=x&state=x").status_code == 404


# Accounts of the directory in the admin


def test_an_administrator_gives_no_roles_and_no_password_to_an_account_of_the_directory(client, provider):
    come(type(client)(), provider, groups=["Bank curators"])
    jane = User.objects.get()
    sign_in(client, make_user("Administrator"))
    data = {"username": jane.username, "is_active": "on", "groups": [Group.objects.get(name="Editor").pk]}
    client.post(user_page(jane), data)
    assert roles_of(jane) == {"Curator"}
    client.post(user_page(jane, "password_change"), {"password1": "x" * 20, "password2": "x" * 20})
    jane.refresh_from_db()
    assert not jane.has_usable_password()


def test_an_account_of_the_directory_gets_no_link_for_a_new_password(client, provider):
    come(type(client)(), provider, groups=["Bank curators"])
    client.post("/admin/password-reset/", {"email": "jane@county.example"})
    assert not Email.objects.filter(to="jane@county.example", key__startswith="password").exists()


def test_a_local_account_signs_in_as_ever_beside_the_directory(client, provider):
    curator = make_user("Curator")
    app = app_of(curator)
    give_password(client, curator)
    assert client.post(ASK, {"code": code_of(app)}).headers["Location"] == DESK
    assert rules.has_one(curator)


def test_the_settings_know_the_roles_there_are():
    assert set(single_sign_on.ROLES) == set(ROLES)
