"""Asking for an address as somebody, without a trace: what a request changed is undone before the next one."""

import posixpath
import re

from django.db import transaction
from django.test import Client

from tests.people import ROLES, make_user
from tests.signing_in import PASSWORD, app_of, sign_in

PEOPLE = ["reader", "outsider", "no_code", "no_factor", "nobody", *ROLES, "superuser"]
NEVER_TAKEN = ("PUT", "PATCH", "DELETE", "TRACE", "OPTIONS")
SECOND_FACTOR = "/admin/second-factor/"
FRONT_DOORS = {
    "/admin/login/": "in",
    SECOND_FACTOR: "code",
    f"{SECOND_FACTOR}set-up/": "app",
    f"{SECOND_FACTOR}confirm/": "ask",
    "/admin/": "desk",
}


def client_of(who, django_user_model):
    """A browser of somebody in this role: "outsider" has an account and is not on the staff, "no_code" is a curator
    who has given the password only, "no_factor" one who has nothing else to give.
    """
    client = Client(raise_request_exception=False)
    if who == "reader":
        return client
    if who == "outsider":
        client.force_login(django_user_model.objects.create_user("outsider"))
    elif who == "no_code":
        give_password(client, make_user("Curator"))
    elif who == "no_factor":
        client.force_login(make_user("Curator"))
    elif who == "superuser":
        sign_in(client, django_user_model.objects.create_superuser("superuser", password="made up for a test"))
    else:
        sign_in(client, make_user(None if who == "nobody" else who))
    return client


def give_password(client, user):
    """Half of signing in, for somebody who has an authenticator app."""
    app_of(user)
    answer = client.post("/admin/login/", {"username": user.username, "password": PASSWORD})
    assert answer.headers["Location"].partition("?")[0] == SECOND_FACTOR


def ask(client, method, place, **extra):
    """The answer; the database and the cookies are as they were before."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.generic(method, place, **extra)
        if answer.streaming:
            answer.getvalue()  # to its end, where it closes its file
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def words_of(answer, place):
    """The status, and where to if it leads anywhere: from the address that was asked, if that is close."""
    if answer.status_code not in (301, 302):
        return str(answer.status_code)
    return redirect_in_words(answer.status_code, answer.headers["Location"].partition("?")[0], place)


def redirect_in_words(status, to, place):
    to, place = without_numbers(to), without_numbers(place)
    if to in FRONT_DOORS:
        return FRONT_DOORS[to]
    is_close = to.split("/")[:4] == place.split("/")[:4]
    return f"{status}:{posixpath.relpath(to, place) if is_close else to}"


def without_numbers(place):
    return re.sub(r"[0-9a-f-]{36}|(?<=/)[\w-]{22,}(?=/)|(?<=/)\d+(?=/)|entry-\d+", "_", place)
