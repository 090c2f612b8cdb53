"""While nothing can be written, all that is only read is answered as ever."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from directory.caching.rules import NOBODY, RULES
from directory.shortlist.models import Shortlist
from tests.outages.faults import reading_only
from tests.people import make_user
from tests.quick import some_of
from tests.roles.table import patterns
from tests.roles.things import one_of_everything, places
from tests.signing_in import sign_in
from tests.test_urls import EVERYBODY, MATRIX

# They begin or end something, or try out in a transaction how an entry would look.
NEED_WRITING = ("login", "logout", "_check_next", "_copy", "_copy_edit", "_copy_preview")
NEED_WRITING += ("_copy_step",)
THEIR_OWN_NAMES = "open_referral"  # their addresses need other things; they are an API that only reads


@pytest.fixture
def things(db):
    return one_of_everything()


def open_to(role):
    names = MATRIX.keys() if role else {name for name in EVERYBODY if not name.startswith(THEIR_OWN_NAMES)}
    return {name for name in names if not name.endswith(NEED_WRITING)}


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("role", [None, "Curator"])
def test_every_page_is_shown(client, things, role):
    """Sessions do not get longer, and nothing that would be kept for later is."""
    client.raise_request_exception = False
    if role:
        sign_in(client, make_user(role))
    names, failed, written_by = open_to(role), [], set()
    with reading_only() as refused:
        for name, path in some_of([item for item in patterns() if item[0] in names]):
            with transaction.atomic():  # what fails here spoils no other request
                status = client.get(next(iter(places(name, path, things).values()))).status_code
                transaction.set_rollback(True)
            failed += [(name, status)] * (status >= 500)
            written_by |= {name} if refused else set()
            refused.clear()
    assert failed == []
    if not role:  # replicas answer those
        assert {name for name in written_by if RULES.get(name, NOBODY) is not NOBODY} == set()


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "plan/", "list.csv", "plan.ics"])
def test_a_list_is_shown_and_noted_as_opened_another_day(client, page):
    yesterday = timezone.localdate() - timedelta(days=1)
    made = Shortlist.objects.create(opened_on=yesterday)
    with reading_only():
        assert client.get(f"{made.get_absolute_url()}{page}").status_code == 200
    assert Shortlist.objects.get(pk=made.pk).opened_on == yesterday
    client.get(made.get_absolute_url())
    assert Shortlist.objects.get(pk=made.pk).opened_on == timezone.localdate()
