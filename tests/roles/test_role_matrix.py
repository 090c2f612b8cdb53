"""The role matrix: every pattern, asked by everybody with every method, gets just what `statuses.txt` says.

GET is asked by each role. With the other methods, one of those who get the same answer asks for each pattern, and
another one for the next pattern. What a request changed is undone, so that every cell is by itself.

After a change that is meant: `WRITE_STATUSES=true pytest tests/roles -k written`, and read what became different.
"""

import logging

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from resourcebank import env
from tests.people import ROLES
from tests.quick import some_of
from tests.roles.asking import NEVER_TAKEN, PEOPLE, ask, client_of, words_of
from tests.roles.table import ENTRY_MODELS, METHODS, label, patterns, read, write
from tests.roles.things import one_of_everything, places
from tests.test_urls import EVERYBODY, MATRIX

pytestmark = [pytest.mark.django_db, pytest.mark.once]
STAFF = ["nobody", *ROLES]
C, E = ROLES[:2]
MINE = {"admin:unsent_form", "remove_factor"}  # of each person alone, whoever else they are
# Their own second factor: for who has given it, or has none yet.
FACTORS = {"confirm", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "new_recovery_codes", "remove_factor"}
DOORS = {"account_login", "mfa_authenticate", "openid_connect_login", "openid_connect_callback"}
DOORS |= {"admin:login", "admin:logout", "admin_password_reset"}
DOORS |= {f"password_reset_{page}" for page in ("done", "confirm", "complete")}
OUTSIDE = {"reader": "in", "outsider": "in", "no_code": "code", "no_factor": "app"}
OWN = {  # a contributor's own
    "admin:catalogue_entry_check_links",
    *(f"admin:{model}_{page}" for model in ENTRY_MODELS for page in ("restore",)),
}
CLOSED_TO = {C: MINE | OWN}
PROGRAMS = ("api:", "open_referral:")
OPEN = ("200", "302")


@pytest.fixture(autouse=True)
def without_logs():
    """They say each refusal with its traceback, which takes longer than the request."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def rows(things):
    """(label, which thing, its address) of everything."""
    for name, path in patterns():
        for which, place in places(name, path, things).items():
            yield label(name, path), which, place


def cells(things, table):
    """(who, method, row, expected answer) of all that is asked."""
    for number, row in enumerate(some_of(list(rows(things)))):
        name, which, _ = row
        get, post = table[name, which, "GET"], table[name, which, "POST"]
        yield from ((who, "GET", row, get[who]) for who in PEOPLE)
        yield from ((who, "POST", row, post[who]) for who in one_of_each(post, number))
        yield from ((who, "HEAD", row, head(name, get[who])) for who in one_of_each(get, number + 1))
        for turn, method in enumerate(NEVER_TAKEN):
            yield from ((who, method, row, never_taken(method, name)) for who in one_of_each(get, number + turn))


def head(name, got):
    """As GET, but that no answer of the directory, which counts once, is used up by whoever looks ahead."""
    return "405" if name == "openid_connect_callback" else got


def never_taken(method, name):
    """Only programs that read open data may ask which methods there are."""
    return "204" if method == "OPTIONS" and name.startswith(PROGRAMS) and name != "api:about" else "405"


def one_of_each(answers, turn):
    """One of those who get the same answer, in turn; of readers and of staff, though they may get the same."""
    groups = {}
    for who, answer in answers.items():
        groups.setdefault((who in ("reader", "outsider"), answer), []).append(who)
    return [group[turn % len(group)] for group in groups.values()]


@pytest.mark.slow
@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_gets_what_the_table_says(who, django_user_model):
    things, wrong, asked = one_of_everything(), [], 0
    client = client_of(who, django_user_model)
    for asker, method, (name, which, place), expected in cells(things, read()):
        if asker == who:
            answer, asked = ask(client, method, place), asked + 1
            found = words_of(answer, place)
            if found != expected:
                wrong.append(f"{method} {name} {which}: {found}, not {expected}")
            if name not in EVERYBODY and "no-store" not in answer.headers["Cache-Control"]:
                wrong.append(f"{method} {name} {which}: may be kept")
    print(f"{who}: {asked} requests")
    assert wrong == []


@pytest.mark.parametrize("who", PEOPLE)
def test_no_address_of_the_admin_tells_where_a_thing_is(who, django_user_model):
    """Django's own `r/<content type>/<id>/` would, of a reader's list too, to anybody who has signed in."""
    things = one_of_everything()
    named = [thing for thing in things.values() if isinstance(thing, Model)]
    client, expected = client_of(who, django_user_model), OUTSIDE.get(who, "404")
    for thing in (*named, *things["published"].values(), *things["drafts"].values()):
        place = f"/admin/r/{ContentType.objects.get_for_model(thing).pk}/{thing.pk}/"
        assert words_of(client.get(place), place) == expected, thing


# What the table itself says


def test_every_pattern_has_an_answer_for_everybody(db):
    """A new pattern has none: classify it in `tests/test_urls.py`, and write the table anew."""
    needed = {(name, which, method) for name, which, _ in rows(one_of_everything()) for method in ("GET", "POST")}
    assert read().keys() == needed


def test_nothing_is_our_own_fault():
    assert not [key for key, answers in read().items() for answer in answers.values() if answer.startswith("5")]


def test_what_is_for_everybody_is_the_same_for_all():
    for (name, *_), answers in read().items():
        if name in EVERYBODY:
            assert len(set(answers.values())) == 1, name


def test_what_is_for_staff_leads_all_others_to_the_front_door():
    for (name, *_), answers in read().items():
        if name not in EVERYBODY | DOORS | FACTORS:
            assert {who: answers[who] for who in OUTSIDE} == OUTSIDE, name


def test_a_factor_is_looked_after_by_nobody_who_has_one_and_did_not_give_it():
    for (name, *_), answers in read().items():
        if name in FACTORS:
            assert {answers[who] for who in ("reader", "outsider", "no_code")} == {"in"}, name


@pytest.mark.parametrize("who", STAFF)
def test_a_page_is_open_to_just_those_for_whom_it_is(who):
    """By MATRIX: never to others, whatever the method or the thing; to these, at least for one thing."""
    opened = {name for (name, *_), answers in read().items() if answers[who].startswith(OPEN)}
    assert {name for name in opened if name in MATRIX and who not in MATRIX[name]} == set()
    assert {name for name in MATRIX if who in MATRIX[name] and name not in opened} == CLOSED_TO.get(who, MINE)


@pytest.mark.skipif(not env.boolean("WRITE_STATUSES"), reason="only when the table is to be written")
def test_the_table_is_written(django_user_model):
    things, found = one_of_everything(), {}
    for who in PEOPLE:
        client = client_of(who, django_user_model)
        for name, which, place in rows(things):
            for method in METHODS:
                found.setdefault((name, which, method), {})[who] = words_of(ask(client, method, place), place)
    write(found)
