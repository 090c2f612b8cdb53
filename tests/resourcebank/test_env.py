import pytest

from resourcebank import env


@pytest.mark.parametrize(("word", "meaning"), [("true", True), ("1", True), ("No", False), ("", False)])
def test_a_boolean_is_a_word(monkeypatch, word, meaning):
    monkeypatch.setenv("SWITCH", word)
    assert env.boolean("SWITCH") is meaning


def test_another_word_stops_with_advice(monkeypatch):
    monkeypatch.setenv("SWITCH", "maybe")
    with pytest.raises(SystemExit, match="set it to true or false"):
        env.boolean("SWITCH")


def test_a_list_is_separated_by_commas(monkeypatch):
    monkeypatch.setenv("NAMES", "one, two,")
    assert env.items("NAMES") == ["one", "two"]


@pytest.mark.parametrize("key", ["", "short", "a" * 60, "django-insecure-" + "abcdefgh" * 8])
def test_production_refuses_a_weak_key(monkeypatch, key):
    monkeypatch.setenv("SECRET_KEY", key)
    with pytest.raises(SystemExit, match="Set SECRET_KEY"):
        env.secret_key("SECRET_KEY")


@pytest.mark.parametrize(
    "names",
    [
        "",
        "*",
        "example.org,*",
        ".",
        ".com",
        ".gov.uk",
        ".co.uk",
        ".sch.uk",
        "*.x",
        "*.example.org",
        "https://x.example/",
        "x.example/",
        "x.example:443",
        "x..example",
        "-x.example",
        "x example",
        "x.example.",
        "http:x",
        "[x]",
        "é.example",
    ],
)
def test_production_refuses_to_answer_to_any_name(monkeypatch, names):
    monkeypatch.setenv("ALLOWED_HOSTS", names)
    with pytest.raises(SystemExit, match="Set ALLOWED_HOSTS"):
        env.hosts("ALLOWED_HOSTS")


@pytest.mark.parametrize(
    "names",
    ["localhost", "127.0.0.1", "[::1]", "bank.staffordshire.gov.uk", ".bank.example.org", ".example.org", "test_1"],
)
def test_names_of_ones_own_are_taken(monkeypatch, names):
    monkeypatch.setenv("ALLOWED_HOSTS", names)
    assert env.hosts("ALLOWED_HOSTS") == [names]


def test_sites_that_may_show_a_box_are_secure_ones(monkeypatch):
    assert env.https_sites("SITES", ["https:"]) == ["https:"]
    monkeypatch.setenv("SITES", "https://*.sch.uk, https://school.example.org:8443")
    assert env.https_sites("SITES") == ["https://*.sch.uk", "https://school.example.org:8443"]


@pytest.mark.parametrize("sites", ["*", "http://example.org", "https://a b", "https://a; script-src *", "'none'"])
def test_other_sites_stop_with_advice(monkeypatch, sites):
    monkeypatch.setenv("SITES", sites)
    with pytest.raises(SystemExit, match="Set SITES to sites such as"):
        env.https_sites("SITES")
