"""Working through what readers sent."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.inbox.models import Message
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    user = make_user("Curator")
    sign_in(client, user)
    return user


def problem(trouble, days, **values):
    at = timezone.now() - timedelta(days=days)
    return Message.objects.create(purpose="problem", trouble=trouble, received_at=at, **values)


def page_of(message):
    return reverse("admin:inbox_message_answer", args=[message.pk])


def answered(client, message, state, **options):
    return client.post(page_of(message), {"state": state, "reply": "", "seen": message.version}, **options)


def test_what_could_harm_a_child_comes_first_then_the_oldest(client, curator):
    new, old, harm = problem("link", 1), problem("number", 9), problem("harmful", 0)
    listed = client.get(reverse("admin:inbox_message_changelist")).context["cl"].result_list
    assert list(listed) == [harm, old, new]


def test_what_could_harm_a_child_is_counted_apart_on_the_desk(client, curator):
    problem("harmful", 0)
    problem("link", 1)
    assert "<strong>1</strong> Reports that something could harm a child" in client.get("/admin/").text


def test_after_done_the_next_that_waits_is_opened(client, curator):
    first, old, harm = problem("link", 20), problem("number", 9), problem("harmful", 0)
    Message.objects.create(purpose="suggestion", title="Another thing")
    for message, then in ((first, harm), (harm, old)):
        answer = answered(client, message, "done")
        assert answer.headers["Location"] == page_of(then)


def test_after_the_last_the_list_of_what_waits_is_opened(client, curator):
    answer = answered(client, problem("link", 1), "done", follow=True)
    assert answer.context["cl"].result_count == 0


def test_a_message_that_is_only_being_looked_at_leads_back_to_what_waits(client, curator):
    message, other = problem("link", 1), problem("number", 2)
    answer = answered(client, message, "in_hand", follow=True)
    assert list(answer.context["cl"].result_list) == [other, message]


def test_a_message_links_to_the_form_of_its_entry(client, curator):
    entry = make_resource()
    message = problem("number", 1, entry=entry.entry_ptr)
    assert reverse("admin:resources_resource_change", args=[entry.pk]) in client.get(page_of(message)).text
