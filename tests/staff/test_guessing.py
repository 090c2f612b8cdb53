"""Guessing a password: from one network, from many, and beside one's own account."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from directory.staff.failed_sign_ins import forget_old_tries
from directory.staff.models import TriedName
from directory.staff.sign_ins import slowing
from directory.staff.sign_ins.slowing import FREE, LONGEST, SlowedError, SlowedNames, claim, wait_after
from tests.at_once import at_once, problems
from tests.people import make_user
from tests.signing_in import PASSWORD

pytestmark = pytest.mark.django_db

HOME, WORK = "198.51.100.7", "203.0.113.9"


def try_once(client, user, password="wrong", address=HOME):
    """What the sign-in page answers; 302 is the way in."""
    name = user if isinstance(user, str) else user.get_username()
    answer = client.post("/admin/login/", {"username": name, "password": password}, REMOTE_ADDR=address)
    client.cookies.clear()
    return answer


def guess(client, user, addresses):
    return [try_once(client, user, address=address).status_code for address in addresses]


def by(number, pattern="2001:db8:{}::1"):
    """An address of each of so many networks."""
    return [pattern.format(f"{n:x}" if ":" in pattern else n + 1) for n in range(number)]


def test_ones_own_sign_ins_do_not_forget_what_one_tried_for_another(client):
    mine, boss = make_user("Contributor"), make_user("Contributor")
    assert try_once(client, boss, PASSWORD).status_code == 302  # who is known here: nothing slows this account down
    answers = []
    for _ in range(3):
        answers += guess(client, boss, [HOME] * 9)
        answers.append(try_once(client, mine, PASSWORD).status_code)
    assert 429 in answers
    assert answers.index(429) == 10  # nine tries, one's own sign-in, and the tenth


def test_ones_own_typing_errors_are_forgotten_with_the_right_password(client):
    mine = make_user("Contributor")
    for _ in range(3):
        assert try_once(client, mine, PASSWORD).status_code == 302
        assert guess(client, mine, [HOME] * 6) == [200] * 6


def test_addresses_of_one_household_are_one(client):
    boss = make_user("Contributor")
    assert 429 in guess(client, boss, by(24, "2001:db8:1:2::{}"))
    names = [try_once(client, f"name{n}", address=f"2001:db8:9:9::{n}").status_code for n in range(12)]
    assert names.index(429) == 9  # the tenth wrong one, whatever the names


def test_one_account_is_slowed_over_all_networks_and_its_owner_is_not(client):
    boss = make_user("Contributor")
    try_once(client, boss, PASSWORD, WORK)
    assert guess(client, boss, by(24)) == [200] * FREE + [429] * (24 - FREE)
    refused = try_once(client, boss, PASSWORD, "192.0.2.55")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 30
    assert "This name has been tried" in refused.text
    assert try_once(client, boss, PASSWORD, WORK).status_code == 302


def test_the_right_password_of_somebody_who_travels_slows_nobody(client):
    boss = make_user("Contributor")
    assert [try_once(client, boss, PASSWORD, address).status_code for address in by(FREE + 3)] == [302] * (FREE + 3)


def test_whoever_set_a_new_password_by_email_need_not_wait_there(client):
    boss = make_user("Contributor", email="boss@example.org")
    guess(client, boss, by(FREE))
    assert try_once(client, boss, PASSWORD).status_code == 429
    whose, token = urlsafe_base64_encode(force_bytes(boss.pk)), default_token_generator.make_token(boss)
    form = client.get(f"/admin/password-reset/{whose}/{token}/", REMOTE_ADDR=HOME).headers["Location"]
    new = "four words nobody guesses"
    client.post(form, {"new_password1": new, "new_password2": new}, REMOTE_ADDR=HOME)
    assert try_once(client, boss, new).status_code == 302
    assert try_once(client, boss, new, WORK).status_code == 429


def test_a_name_that_nobody_has_is_slowed_as_any_other(client):
    assert guess(client, "nobody such", by(FREE + 1)) == guess(client, make_user("Contributor"), by(FREE + 1))


def test_who_is_told_to_wait_uses_up_none_of_the_networks_tries(client):
    boss = make_user("Contributor")
    guess(client, boss, by(FREE))
    guess(client, boss, [HOME] * 20)
    assert try_once(client, make_user("Contributor"), PASSWORD, HOME).status_code == 302


def test_the_wait_grows_up_to_a_quarter_of_an_hour_and_begins_anew_after_a_quiet_day():
    assert [wait_after(n).total_seconds() for n in (1, FREE - 1, FREE, FREE + 1, FREE + 2)] == [0, 0, 30, 60, 120]
    assert wait_after(FREE + 5) == wait_after(10_000) == LONGEST
    for _ in range(FREE):
        claim("somebody")
    with pytest.raises(SlowedError):
        claim("somebody")
    TriedName.objects.update(free_at=timezone.now() - timedelta(days=1, minutes=1))
    claim("somebody")
    assert TriedName.objects.get().tries == 1


def test_what_was_tried_is_forgotten_after_a_day():
    claim("somebody")
    forget_old_tries(timezone.now() + timedelta(hours=23))
    assert TriedName.objects.exists()
    forget_old_tries(timezone.now() + timedelta(days=1, minutes=1))
    assert not TriedName.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_once_no_more_are_taken_than_one_by_one():
    """The name has one try left that nobody waits for."""
    for _ in range(FREE - 1):
        claim("somebody")
    came = at_once(*[lambda: claim("somebody")] * 10)
    assert len(problems(came)) == 9
    assert TriedName.objects.get().tries == FREE


@pytest.mark.parametrize("name", ["x" * 5_000, "a\0b", "é" * 151, "", " "])
def test_a_name_that_cannot_be_one_is_an_error_of_the_form(client, name):
    answer = try_once(client, name)
    assert answer.status_code == 200
    assert "errornote" in answer.text


def test_nothing_that_was_typed_and_no_whole_address_is_kept(client):
    try_once(client, "my own password", address="2001:db8:1:2:3:4:5:6")
    kept = AccessAttempt.objects.values().get()
    assert "my own password" not in str(kept)
    assert kept["ip_address"] == "2001:db8:1:2::"


def test_a_try_without_a_request_is_left_to_others():
    assert SlowedNames().authenticate(None, username="somebody") is None


def test_slowing_ends_a_try_before_the_password_is_read():
    request = RequestFactory().post("/admin/login/")
    name = slowing.name_in(request, {"username": "somebody"})
    TriedName.objects.create(name=name, tries=FREE, free_at=timezone.now() + timedelta(seconds=40))
    with pytest.raises(PermissionDenied):
        SlowedNames().authenticate(request, username="somebody", password="right")
