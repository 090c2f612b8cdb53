"""A text that is too long is refused with its length, and what was typed is still there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import escape

from directory.catalogue.admin.custom_pages import step_address
from directory.catalogue.admin.steps.forms import StepForm
from directory.catalogue.records.texts import PersonalFindings
from directory.catalogue.workflow import STEPS
from directory.networks.models import Network
from directory.privacy.long_texts import TOO_LONG, LongText
from directory.resources.models import Resource
from directory.topics.models import Collection
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in


def said(longest, length):
    return TOO_LONG % {"limit_value": longest, "show_value": length}


@pytest.fixture
def staff_client(client):
    sign_in(client, make_user("Curator"))
    return client


def test_the_end_of_a_line_counts_as_one_character():
    field = LongText(longest=5)
    field.run_validators("ab\r\ncd")
    with pytest.raises(ValidationError) as refused:
        field.run_validators("ab\r\ncde")
    assert refused.value.messages == [said(5, 6)]


@pytest.mark.django_db
def test_a_form_says_how_long_a_text_is_and_keeps_it(staff_client):
    entry = make_resource()
    text = "A long word. " * 200
    page = staff_client.post(
        reverse("admin:resources_resource_change", args=[entry.pk]), {"title": entry.title, "summary": text}
    ).text
    assert said(2000, 2599) in page
    assert text.strip() in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "field"), [(Collection, "summary"), (Network, "summary"), (Resource, "how_to_use")]
)
def test_no_text_that_people_type_is_without_an_end(staff_client, model, field):
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    assert "Use at most" in staff_client.post(page, {field: "x" * 20_001}).text


@pytest.mark.django_db
def test_a_title_is_not_cut_by_the_browser_but_refused(staff_client):
    page = reverse("admin:resources_resource_add")
    assert 'maxlength="200"' not in staff_client.get(page).text
    assert said(200, 201) in staff_client.post(page, {"title": "x" * 201}).text


@pytest.mark.django_db
def test_a_reason_is_not_cut_either(staff_client):
    form = StepForm({"why": "x" * 2001}, step=STEPS["archive"], own_work=False, personal=PersonalFindings(()))
    assert form.errors["why"] == [said(2000, 2001)]
    assert "maxlength" not in str(form["why"])
    page = staff_client.post(step_address(make_resource(), STEPS["archive"]), {"why": "y" * 2001}).text
    assert escape("y" * 2001) in page
