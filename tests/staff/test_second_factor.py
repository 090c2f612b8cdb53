"""The second factor itself: codes, recovery codes and their limits, and what changing one asks for."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from cryptography.fernet import InvalidToken
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from directory.correspondence.models import Email
from directory.staff.models import RecoveryCode, UnsentForm, WrongCodes
from directory.staff.second_factor import codes, recovery_codes, rules
from directory.staff.second_factor.encryption import decrypt, encrypt
from directory.staff.sign_ins.counting import digest_of
from tests.passkeys import SoftPasskey, challenge_on
from tests.people import make_user
from tests.signing_in import PASSWORD, app_of, code_for, code_of, sign_in, sign_in_long_ago
from tests.staff.test_signing_in import ASK, DESK, SET_UP, give_password, key_on, user_page

pytestmark = pytest.mark.django_db

CONFIRM = "/admin/second-factor/confirm/"
YOURS = "/admin/second-factor/yours/"
RENEW = "/admin/second-factor/recovery-codes/"
PASSKEY = "/admin/second-factor/passkey/"


@pytest.fixture
def curator():
    return make_user("Curator", email="curtis@county.example")


def forget_the_wait():
    WrongCodes.objects.all().delete()


# Codes


def test_each_wrong_code_doubles_the_wait_up_to_an_hour(curator):
    assert [codes.wait_after(count).total_seconds() for count in (1, 2, 3, 12, 13, 500)] == [
        1,
        2,
        4,
        2048,
        3600,
        3600,
    ]
    for count in (1, 2, 3):
        assert not codes.take(user=curator, code="000000")
        wrong = WrongCodes.objects.get(user=curator)
        assert wrong.count == count
        WrongCodes.objects.update(free_at=timezone.now())
    assert codes.wait_for(curator) == 0


def test_a_try_that_comes_too_early_counts_for_nothing(curator, monkeypatch):
    monkeypatch.setattr(codes, "wait_after", lambda count: timedelta(minutes=1))  # a second may pass meanwhile
    app = app_of(curator)
    codes.take(user=curator, code="000000")
    assert not codes.take(user=curator, code=code_of(app))
    assert WrongCodes.objects.get(user=curator).count == 1


def test_of_two_tries_at_once_only_one_is_looked_at(curator, monkeypatch):
    """The second begins between the first one's reading and its counting, as another process would."""
    read, taken = WrongCodes.objects.get_or_create, []

    def meanwhile(**known):
        found = read(**known)
        if not taken:
            taken.append(None)
            taken.append(codes.may_try(curator))
        return found

    monkeypatch.setattr(WrongCodes.objects, "get_or_create", meanwhile)
    assert not codes.may_try(curator)
    assert taken == [None, True]


def test_a_right_code_ends_the_wait(curator):
    app = app_of(curator)
    codes.take(user=curator, code="000000")
    WrongCodes.objects.update(free_at=timezone.now() - timedelta(seconds=1))
    assert codes.take(user=curator, code=code_of(app))
    assert not WrongCodes.objects.exists()


def test_a_code_counts_once_even_if_a_process_has_forgotten_it(curator):
    """What was used is in the database, not in a cache of one process."""
    code = code_of(app_of(curator))
    assert codes.take(user=curator, code=code)
    assert not codes.take(user=curator, code=code)


def test_a_wrong_code_counts_against_the_address_as_a_wrong_password_does(client, curator):
    app_of(curator)
    give_password(client, curator)
    client.post(ASK, {"code": "000000"})
    assert AccessAttempt.objects.get().username == digest_of(curator.username)


def test_a_recovery_code_works_once_in_any_case_and_without_its_hyphen(client, curator):
    app_of(curator)
    code = recovery_codes.new_codes(user=curator)[0]
    give_password(client, curator)
    assert client.post(ASK, {"code": code.upper().replace("-", " ")}).status_code == 302
    assert client.get(DESK).status_code == 200
    client.logout()
    give_password(client, curator)
    assert client.post(ASK, {"code": code}).status_code == 200


def test_a_key_that_cannot_be_read_lets_nobody_in_and_is_logged(curator, settings, caplog):
    code = code_of(app_of(curator))
    settings.SECRET_KEY = "another" * 10
    assert not codes.take(user=curator, code=code)
    assert "SECRET_KEY has changed" in caplog.text


def test_a_key_survives_a_new_secret_key_if_the_old_one_is_named(settings):
    kept = encrypt("a key")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, [settings.SECRET_KEY]
    assert decrypt(kept) == "a key"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        decrypt(kept)


def test_a_second_factor_that_is_reset_between_the_password_and_the_code_leads_back_to_the_password(client, curator):
    app_of(curator)
    give_password(client, curator)
    rules.reset(user=curator)
    assert client.get(ASK).headers["Location"] == "/admin/login/"
    assert client.get("/admin/login/").status_code == 200
    give_password(client, curator)
    assert client.get(DESK).headers["Location"].startswith(SET_UP)


# Changing it


@pytest.mark.parametrize("place", [SET_UP, RENEW, PASSKEY])
def test_a_session_of_hours_ago_changes_no_second_factor_without_the_old_one(client, curator, place):
    """Nor does a new one: signing in is not being asked again."""
    app = app_of(curator)
    old = recovery_codes.new_codes(user=curator)[0]
    sign_in_long_ago(client, curator)
    for answer in (client.get(place), client.post(place, {"code": "000000"})):
        assert answer.headers["Location"] == f"{CONFIRM}?next=%2Fadmin%2Fsecond-factor%2F{place.split('/')[3]}%2F"
    assert RecoveryCode.objects.filter(hashed=recovery_codes.code_hash(curator, old)).exists()
    asking = client.get(place).headers["Location"]
    assert "wrong or has already been used" in client.post(asking, {"code": "000000"}).text
    assert client.post(asking, {"password": PASSWORD}).status_code == 200, "a password does not stand in for it"
    forget_the_wait()
    before = client.session.session_key
    assert client.post(asking, {"code": code_of(app)}).headers["Location"] == place
    assert client.session.session_key != before
    assert client.get(place).status_code == 200


def test_signing_in_is_not_being_asked_for_the_old_factor(client, curator):
    app = app_of(curator)
    give_password(client, curator)
    client.post(ASK, {"code": code_of(app)})
    assert client.get(SET_UP).headers["Location"].startswith(CONFIRM)


def test_new_recovery_codes_end_the_old_ones(client, curator):
    sign_in(client, curator)
    old = recovery_codes.new_codes(user=curator)
    assert client.post(RENEW).text.count("<code>") == 10
    assert not RecoveryCode.objects.filter(hashed=recovery_codes.code_hash(curator, old[0])).exists()


def test_another_app_takes_the_place_of_the_first_and_its_owner_hears_of_it(client, curator):
    old = code_of(app_of(curator))
    sign_in(client, curator)
    key = key_on(client.get(SET_UP).text)
    assert client.post(SET_UP, {"code": code_for(key)}).text.count("<code>") == 10
    assert decrypt(Authenticator.objects.get(user=curator).data["secret"]) == key
    assert not codes.take(user=curator, code=old)
    assert Email.objects.filter(to=curator.email).exists()
    assert not mail.outbox


def test_the_last_one_is_not_removed_by_who_must_have_one(client, curator):
    app = app_of(curator)
    sign_in(client, curator)
    answer = client.post(f"/admin/second-factor/{app.pk}/remove/", follow=True)
    assert "Add another one first" in answer.text
    assert rules.has_one(curator)


def test_who_need_not_have_one_may_remove_it_but_nobody_elses(client, curator):
    contributor = make_user("Contributor")
    mine, other = app_of(contributor), app_of(curator)
    sign_in(client, contributor)
    assert client.post(f"/admin/second-factor/{other.pk}/remove/").status_code == 404
    assert "Removed" in client.post(f"/admin/second-factor/{mine.pk}/remove/", follow=True).text
    assert not rules.has_one(contributor)
    assert rules.has_one(curator)


def test_one_page_shows_all_ways_to_sign_in(client, curator):
    app_of(curator)
    recovery_codes.new_codes(user=curator)
    sign_in(client, curator)
    page = client.get(YOURS).text
    assert "Set up another one instead" in page
    assert "You have 10 left" in page
    assert f'href="{YOURS}"' in client.get(DESK).text


def test_the_page_of_ones_ways_asks_a_session_that_has_given_none(client, curator):
    """As one that began before they were set up elsewhere."""
    app_of(curator)
    client.force_login(curator)
    assert client.get(DESK).headers["Location"].startswith(CONFIRM)
    assert client.get(YOURS).headers["Location"].startswith(CONFIRM)


@pytest.mark.parametrize(
    "credential", ["", "x", "{}", "[]", "null", '{"id": 5}', '{"response": {"x": []}}', "9" * 5000, "[" * 100_000]
)
@pytest.mark.parametrize("place", [ASK, CONFIRM, PASSKEY])
def test_nonsense_instead_of_a_passkey_is_answered_in_words(client, curator, place, credential):
    passkey_of(client, curator)
    if place == ASK:
        give_password(client, curator)
    else:
        sign_in(client, curator)
    client.get(place)
    answer = client.post(place, {"credential": credential, "name": "x"})
    assert answer.status_code == 200
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def passkey_of(client, user):
    """Added as a browser would, with an app set up before."""
    sign_in(client, user)
    passkey = SoftPasskey()
    sent = {"name": "Work laptop", "credential": passkey.registration(challenge_on(client.get(PASSKEY)))}
    assert client.post(PASSKEY, sent).status_code == 200, "recovery codes"
    client.logout()
    return passkey


def test_a_passkey_opens_the_desk_after_the_password(client, curator):
    passkey = passkey_of(client, curator)
    give_password(client, curator)
    credential = passkey.signature(challenge_on(client.get(ASK)))
    before = client.session.session_key
    assert client.post(ASK, {"credential": credential}).headers["Location"] == DESK
    assert client.session.session_key != before
    assert client.get(DESK).status_code == 200
    client.logout()
    give_password(client, curator)
    client.get(ASK)
    assert client.post(ASK, {"credential": credential}).status_code == 200, "an answer to an older question"
    assert AccessAttempt.objects.exists()


def test_a_passkey_of_somebody_else_opens_nothing(client, curator):
    other = passkey_of(client, make_user("Curator"))
    passkey_of(client, curator)
    give_password(client, curator)
    assert client.post(ASK, {"credential": other.signature(challenge_on(client.get(ASK)))}).status_code == 200
    assert client.get(DESK).status_code == 302


def test_a_passkey_confirms_too(client, curator):
    passkey = passkey_of(client, curator)
    sign_in_long_ago(client, curator)
    asking = client.get(RENEW).headers["Location"]
    credential = passkey.signature(challenge_on(client.get(asking)))
    assert client.post(asking, {"credential": credential}).headers["Location"] == RENEW
    assert client.get(RENEW).status_code == 200


# What an administrator does for others


def test_what_others_may_do_is_changed_only_after_confirming(client):
    person = make_user("Contributor", email="curtis@county.example")
    administrator = make_user("Administrator")
    app = app_of(administrator)
    sign_in_long_ago(client, administrator)
    reset = {"action": "reset_second_factor", "_selected_action": [person.pk]}
    for page, sent in (
        (user_page(person), {"username": "other"}),
        (user_page(person, "password_change"), {"password1": "x" * 20, "password2": "x" * 20}),
        (reverse("admin:auth_user_add"), {"username": "new"}),
        (reverse("admin:auth_user_changelist"), reset),
        (reverse("admin:password_change"), {}),
    ):
        assert client.post(page, sent).headers["Location"].startswith(CONFIRM), page
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    client.post(CONFIRM, {"code": code_of(app)})
    assert client.get(user_page(person)).status_code == 200


def sent_again(client, page):
    """Send what was kept, as the page with it does."""
    kept = page.context["form"]
    typed = {"_unsent": kept.pk}
    for name, value in kept.typed:
        typed.setdefault(name, []).append(value)
    return client.post(kept.path, typed)


def test_what_was_typed_waits_until_somebody_has_confirmed_and_passwords_do_not(client):
    administrator = make_user("Administrator")
    app = app_of(administrator)
    sign_in_long_ago(client, administrator)
    secrets = {"password1": "theirs alone 1", "password2": "theirs alone 1"}
    typed = {"username": "new.person", "usable_password": "true", "_save": "Save", **secrets}
    asking = client.post(reverse("admin:auth_user_add"), typed).headers["Location"]
    back = client.post(asking, {"code": code_of(app)}).headers["Location"]
    page = client.get(back)
    assert "new.person" in page.text
    assert "theirs alone" not in page.text + str(UnsentForm.objects.get().typed)
    form = sent_again(client, page)
    assert 'value="new.person"' in form.text
    assert not User.objects.filter(username="new.person").exists()
    assert not UnsentForm.objects.exists()


def test_a_change_that_was_kept_meanwhile_can_be_sent_again(client):
    person, administrator = make_user("Contributor"), make_user("Administrator")
    app = app_of(administrator)
    sign_in_long_ago(client, administrator)
    group = person.groups.get().pk
    typed = {"username": person.username, "first_name": "Ada", "is_active": "on", "groups": [group], "_save": "Save"}
    asking = client.post(user_page(person), typed).headers["Location"]
    sent_again(client, client.get(client.post(asking, {"code": code_of(app)}).headers["Location"]))
    person.refresh_from_db()
    assert (person.first_name, person.groups.get().pk) == ("Ada", group)


def test_who_has_no_second_factor_confirms_with_the_password(client):
    contributor = make_user("Contributor")
    sign_in_long_ago(client, contributor)
    page = reverse("admin:password_change")
    asking = client.get(page).headers["Location"]
    assert "That password is wrong" in client.post(asking, {"password": "wrong"}).text
    assert AccessAttempt.objects.get().username == digest_of(contributor.username)
    assert client.post(asking, {"password": PASSWORD}).headers["Location"] == page
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_confirming_leads_nobody_to_another_site(client, curator, wanted):
    app = app_of(curator)
    sign_in_long_ago(client, curator)
    assert client.post(f"{CONFIRM}?next={wanted}", {"code": code_of(app)}).headers["Location"] == DESK


def test_the_last_administrator_is_helped_by_a_command(curator, capsys):
    app_of(curator)
    call_command("reset_second_factor", curator.username)
    assert not rules.has_one(curator)
    assert "sets up a new one" in capsys.readouterr().out
