"""The list of emails: whether they left, never what they said, and to whom only for those who look after accounts."""

import pytest
from django.urls import reverse

from directory.correspondence.models import Email
from tests.correspondence.letters import a_letter
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LIST = "admin:correspondence_email_changelist"


@pytest.mark.parametrize(("role", "sees"), [("Curator", False), ("Administrator", True)])
def test_only_who_looks_after_accounts_sees_addresses(client, role, sees):
    a_letter()
    sign_in(client, make_user(role))
    for page in (reverse(LIST), reverse("admin:correspondence_email_change", args=[Email.objects.get().pk])):
        text = client.get(page).text
        assert "something could harm a child" in text
        assert ("curator@example.org" in text) == sees
        assert "Read the report" not in text
    found = client.get(reverse(LIST), {"q": "curator@example.org"}).context["cl"].result_count
    assert found == 1  # who may not see addresses cannot search for them either: they have no search
    nobody = client.get(reverse(LIST), {"q": "nobody@example.org"}).context["cl"].result_count
    assert nobody == (0 if sees else 1)


def test_a_failed_email_is_sent_again_from_the_list(client):
    a_letter()
    Email.objects.update(state="failed", problem="550 no", tries=1)
    sign_in(client, make_user("Curator"))
    client.post(reverse(LIST), {"action": "send_again", "_selected_action": [Email.objects.get().pk]})
    email = Email.objects.get()
    assert (email.state, email.tries, email.problem) == ("waiting", 0, "")


def test_the_desk_says_that_no_service_is_set_up(client, settings):
    sign_in(client, make_user("Curator"))
    assert "No email service is set up" not in client.get("/admin/").text
    settings.EMAIL_BACKEND = ""
    assert "No email service is set up" in client.get("/admin/").text


def test_the_desk_says_that_emails_failed(client):
    a_letter()
    sign_in(client, make_user("Curator"))
    assert "could not be sent" not in client.get("/admin/").text
    Email.objects.update(state="failed", ended_at=Email.objects.get().created_at)
    assert "1 email could not be sent this week" in client.get("/admin/").text
