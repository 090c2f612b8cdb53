"""Settings of the council's own sign-in: all of them or none, and one line for what cannot be."""

import pytest

from resourcebank.settings.single_sign_on import directory_settings

RIGHT = {
    "OIDC_SERVER_URL": "https://login.example.org/tenant/v2.0/",
    "OIDC_CLIENT_ID": "resource-bank",
    "OIDC_CLIENT_SECRET": "a secret",
    "OIDC_ROLES": "5f0c=Curator, Bank editors = Editor, a=b=Reviewer",
}


@pytest.fixture
def environment(monkeypatch):
    def put(**changes):
        for name, value in {**RIGHT, **changes}.items():
            monkeypatch.setenv(name, value)

    return put


def test_without_any_there_is_no_directory():
    settings = directory_settings()
    assert settings["OIDC_NAME"] == ""
    assert settings["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"] == []


def test_groups_are_read_with_their_roles(environment):
    environment(OIDC_EMAIL_DOMAINS="@County.example")
    settings = directory_settings()
    assert settings["OIDC_ROLES"] == [("5f0c", "Curator"), ("Bank editors", "Editor"), ("a=b", "Reviewer")]
    assert settings["OIDC_EMAIL_DOMAINS"] == ["county.example"]
    assert settings["OIDC_SECOND_FACTOR"] is True
    [app] = settings["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert app["settings"]["server_url"] == "https://login.example.org/tenant/v2.0"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("OIDC_SERVER_URL", "", "Set OIDC_SERVER_URL too"),
        ("OIDC_SERVER_URL", "login.example.org", "https:// address"),
        ("OIDC_SERVER_URL", "http://login.example.org", "https:// address"),
        ("OIDC_SERVER_URL", "https://[login", "https:// address"),
        ("OIDC_SERVER_URL", "https://login.example.org/?x=1", "https:// address"),
        ("OIDC_SERVER_URL", "https://login.microsoftonline.com/common/v2.0", "your tenant's id"),
        ("OIDC_CLIENT_ID", " ", "Set OIDC_CLIENT_ID"),
        ("OIDC_CLIENT_SECRET", "", "Set OIDC_CLIENT_SECRET"),
        ("OIDC_ROLES", "", "Set OIDC_ROLES"),
        ("OIDC_ROLES", "5f0c", "write group=Role"),
        ("OIDC_ROLES", "5f0c=Boss", "Roles: Contributor, Editor"),
        ("OIDC_ROLES", "=Curator", "write group=Role"),
        ("OIDC_SECOND_FACTOR", "perhaps", "true or false"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(environment, name, value, words):
    environment(**{name: value})
    with pytest.raises(SystemExit) as stopped:
        directory_settings()
    assert words in str(stopped.value)
    assert "\n" not in str(stopped.value)
