"""The fields of the admin that are searched in, when an address or a form names what is no key of anything."""

import pytest
from django.urls import reverse

from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NO_KEYS = ["x", "99999-12-31", "9" * 30, "-1", "a\x00b"]


@pytest.mark.parametrize(("form", "field"), [("insight_plannedgap", "topic"), ("resources_resource", "successor")])
def test_what_is_no_key_is_left_out_of_the_form(client, form, field):
    sign_in(client, make_user("Curator"))
    page = reverse(f"admin:{form}_add")
    for value in NO_KEYS:
        assert client.get(page, {field: value}).status_code == 200, value
        answer = client.post(page, {field: value})
        assert answer.status_code == 200, value
        assert field in answer.context["adminform"].form.errors, value
