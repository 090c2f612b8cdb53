from io import StringIO

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def sign_in():
    out = StringIO()
    call_command("development_sign_in", "--address", "http://127.0.0.1:8001", stdout=out)
    return out.getvalue()


def password_in(text):
    return text.split("password")[1].split()[0]


def signs_in(client, password):
    response = client.post("/admin/login/", {"username": "coordinator", "password": password, "next": "/admin/"})
    return response.status_code == 302


def test_development_sign_in_prints_an_address_and_a_password_that_work(settings, client):
    settings.DEBUG = True
    text = sign_in()
    assert "http://127.0.0.1:8001/admin/" in text
    assert signs_in(client, password_in(text))


def test_development_sign_in_changes_the_password_each_time(settings, client):
    settings.DEBUG = True
    first, second = password_in(sign_in()), password_in(sign_in())
    assert not signs_in(client, first)
    assert signs_in(client, second)


def test_development_sign_in_refuses_in_production(django_user_model):
    with pytest.raises(CommandError, match="DEBUG"):
        sign_in()
    assert not django_user_model.objects.exists()
