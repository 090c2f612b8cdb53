import pytest

from resourcebank.settings.email_service import email_settings

BACKENDS = "django.core.mail.backends"
NAMES = ("EMAIL_URL", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_USE_TLS", "EMAIL_USE_SSL")


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_with_nothing_set_a_developer_reads_email_in_the_console_and_production_has_no_service():
    assert email_settings(debug=True) == {"EMAIL_BACKEND": f"{BACKENDS}.console.EmailBackend"}
    assert email_settings(debug=False) == {"EMAIL_BACKEND": ""}


@pytest.mark.parametrize(
    ("address", "host", "port", "ssl", "tls"),
    [
        ("smtp://u%40x:p%2Fw@mail.example.org", "mail.example.org", 587, False, True),
        ("smtps://u%40x:p%2Fw@mail.example.org", "mail.example.org", 465, True, False),
        ("smtp://u%40x:p%2Fw@127.0.0.1:25?tls=false", "127.0.0.1", 25, False, False),
    ],
)
def test_one_address_says_it_all_and_is_encrypted_unless_it_says_not(monkeypatch, address, host, port, ssl, tls):
    monkeypatch.setenv("EMAIL_URL", address)
    found = email_settings(debug=False)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == (host, port)
    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (ssl, tls)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("u@x", "p/w")


def test_djangos_own_names_do_as_well(monkeypatch):
    monkeypatch.setenv("EMAIL_HOST", "mail.example.org")
    assert email_settings(debug=False)["EMAIL_USE_TLS"] is True
    monkeypatch.setenv("EMAIL_USE_SSL", "true")
    found = email_settings(debug=False)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == (465, False)


def test_email_can_be_read_in_files(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "file:///tmp/emails")
    assert email_settings(debug=True) == {
        "EMAIL_BACKEND": f"{BACKENDS}.filebased.EmailBackend",
        "EMAIL_FILE_PATH": "/tmp/emails",
    }


@pytest.mark.parametrize("address", ["mail.example.org", "smtp://", "http://x", "smtp://x:port", "smtp://[x"])
def test_what_cannot_be_read_stops_with_advice(monkeypatch, address):
    monkeypatch.setenv("EMAIL_URL", address)
    with pytest.raises(SystemExit, match="EMAIL_URL cannot be read"):
        email_settings(debug=False)


def test_a_port_that_is_no_number_stops_with_advice(monkeypatch):
    monkeypatch.setenv("EMAIL_HOST", "mail.example.org")
    monkeypatch.setenv("EMAIL_PORT", "smtp")
    with pytest.raises(SystemExit, match="Set EMAIL_PORT to a whole number"):
        email_settings(debug=False)
