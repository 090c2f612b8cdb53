import pytest

from tests.factories import make_resource

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/search/?age=7&amp;sector=special", "/search/?age=7&amp;amp;sector=special"])
def test_an_address_that_was_spoilt_on_its_way_asks_for_what_it_says(client, address):
    make_resource("For a special school", sectors=["special"])
    make_resource("For a primary school", sectors=["primary"])
    text = client.get(address).text
    assert "For a special school" in text
    assert "For a primary school" not in text
