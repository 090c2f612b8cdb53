"""The page "Emails I get": each their own, with what their role has."""

import pytest
from django.urls import reverse

from directory.notices.models import EmailChoices
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/admin/notices/emailchoices/mine/"


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("Curator", ["harm", "contacts", "digest", "reviews", "own_work"]),
        ("Editor", ["own_work"]),
        ("Contributor", ["own_work"]),
        ("Administrator", []),
    ],
)
def test_each_role_chooses_among_what_it_has(client, role, names):
    sign_in(client, make_user(role))
    assert list(client.get(PAGE).context["form"].fields) == names


def test_what_is_chosen_is_kept_for_that_person_only(client):
    user, other = make_user("Curator", email="a@county.example"), make_user("Curator")
    sign_in(client, user)
    page = client.get(PAGE).text
    assert "We send these to a@county.example." in page
    client.post(PAGE, {"harm": "on", "reviews": "at_once"})
    chosen = EmailChoices.objects.get()
    assert chosen.user == user
    assert (chosen.harm, chosen.digest, chosen.reviews) == (True, False, "at_once")
    client.post(PAGE, {"reviews": "never"})
    assert EmailChoices.objects.get().harm is False
    assert not EmailChoices.objects.filter(user=other).exists()


def test_who_has_no_address_is_told_and_so_are_administrators(client):
    user = make_user("Curator")
    sign_in(client, user)
    assert "Your account has no email address" in client.get(PAGE).text
    client.logout()
    sign_in(client, make_user("Administrator"))
    assert "None: they get no emails" in client.get(reverse("admin:auth_user_changelist")).text


def test_every_page_of_the_staff_leads_there(client):
    sign_in(client, make_user("Editor"))
    assert f'href="{PAGE}"' in client.get("/admin/").text
