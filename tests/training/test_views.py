import pytest

from tests.factories import make_course

pytestmark = pytest.mark.django_db


def test_network_leads_to_the_local_networks(client):
    page = client.get(make_course(delivery_modes=["network"]).get_absolute_url()).text
    assert '<a class="govuk-link" href="/networks/">Find a local network and its next meeting</a>' in page


def test_course_does_not_lead_to_the_local_networks(client):
    assert "Find a local network" not in client.get(make_course(delivery_modes=["elearning"]).get_absolute_url()).text
