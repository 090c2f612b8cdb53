"""Every wrong value of the environment stops the program at once, with one line that says what to set."""

import os
import re
import runpy
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from tests.machine import ROOT

RIGHT = {
    "SECRET_KEY": "kR8vN2pQ5sT7wX9zB3cD4fG6hJ1mL0yUeIoAaSdFgHjKlZxCvBnM-_qWeRtY",
    "ALLOWED_HOSTS": "resources.example.org",
    "DATABASE_URL": "postgres://bank:secret@127.0.0.1:5432/bank",
}

WRONG = {
    "SECRET_KEY": ["", "short"],
    "ALLOWED_HOSTS": ["", "*"],
    "DATABASE_URL": [
        "",
        "nonsense",
        "bank.sqlite3",
        "mysql://u:p@127.0.0.1/bank",
        "postgres://u:p@127.0.0.1:port/bank",
        "postgres://u:p@127.0.0.1:0/bank",
        "postgres://u:p@127.0.0.1:99999/bank",
        "postgres://u:pass#w@127.0.0.1/bank",
        "postgres://u:12#w@127.0.0.1/bank",
        "postgres://u:pass/w@127.0.0.1/bank",
        "postgres://u:12/w@127.0.0.1/bank",
        "postgres://u:12?w@127.0.0.1/bank",
        "postgres://u:12@w/x@127.0.0.1/bank",
        "postgres://u:pass%w@127.0.0.1/bank",
        "postgres://u:pass word@127.0.0.1/bank",
        "postgres://u:p@[127.0.0.1/bank",
        "postgres://u:p@127.0.0.1",
        "postgres://u:p@127.0.0.1/",
        "postgres://u:p@127.0.0.1/bank/other",
        "postgres://u:p@127.0.0.1/bank?nonsense=1",
        "postgres://u:p@127.0.0.1/bank?connect_timeout=soon",
        "sqlite://bank.sqlite3",
        "sqlite://",
        "sqlite://:memory:",
    ],
    "DATABASE_REPLICA_URL": [
        "sqlite:////srv/bank.sqlite3",
        "mysql://u:p@127.0.0.1/bank",
        "postgres://u:p@127.0.0.1/bank,postgres://u:p@127.0.0.2/bank",
        "postgres://u:p@127.0.0.1/bank postgres://u:12#w@127.0.0.1/bank",
        "postgres://u:p@127.0.0.1/bank?nonsense=1",
    ],
    "REPLICA_LAG": ["0", "31", "soon"],
    "MESSAGES_AN_HOUR": ["0", "many"],
    "EMAILS_A_DAY": ["0"],
    "EMAIL_URL": [
        "mail.example.org",
        "http://mail.example.org",
        "smtp://",
        "smtp://u:p@mail.example.org:port",
        "smtp://u:12#w@mail.example.org",
        "smtp://u:12/w@mail.example.org",
        "smtp://mail.example.org/folder",
        "smtp://mail.example.org?tls=perhaps",
    ],
    "EMAIL_HOST": ["smtp://mail.example.org", "mail example"],
    "SITE_ADDRESS": [
        "resources.example.org",
        "http://resources.example.org",
        "https://",
        "https://u:p@example.org",
        "https://example.org/bank",
        "https://example.org?x=1",
        "https://example.org:port",
    ],
    "SENTRY_DSN": ["nonsense", "https://sentry.example.org/1", "https://key@sentry.example.org/"],
    "CONTACT_EMAIL": ["the team", "team@", "a@example.org, b@example.org"],
    "EMAIL_FROM": ["Resource bank", "Resource bank <team>"],
    "SECURITY_CONTACT": ["security@example.org", "http://example.org"],
    "LOG_LEVEL": ["LOUD", "10"],
    "LOG_FORMAT": ["xml"],
    "METRICS_ALLOWED": ["everybody", "10.0.0.0/40", "10.0.0.1/24"],
    "SLOW_REQUEST": ["soon", "0", "-1"],
    "SECOND_FACTOR": ["false", "perhaps"],
    "TRUST_PROXY_HTTPS_HEADER": ["sometimes"],
    "EMBED_ANCESTORS": ["*"],
    "WEB_CONCURRENCY": ["abc", "0", "1.5", "-2"],
    "WEB_THREADS": ["many", "0"],
    "PORT": ["x", "0", "99999", "-1"],
    "BIND": [
        "127.0.0.1:port",
        "127.0.0.1:99999",
        "everywhere!",
        "unix:socket",
        "http://127.0.0.1:8000",
        "300.1.1.1",
        "[::g]",
    ],
    "DATA_DIR": ["data", "./data"],
    "PDF_FOLDER": ["pdf"],
    "SNAPSHOT_FOLDER": ["~/snapshot"],
}
TABLE = [(name, value) for name, values in WRONG.items() for value in values]


@pytest.fixture
def environment(monkeypatch):
    """That of a site in production, and nothing else of ours."""
    for name in {*WRONG, "DEBUG"}:
        monkeypatch.delenv(name, raising=False)
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(os, "umask", lambda mask: mask)  # the server's is not for whoever runs the tests
    return monkeypatch


def start():
    """Settings and the server's configuration, read as when a process begins."""
    spec = spec_from_file_location("settings_anew", ROOT / "resourcebank/settings/__init__.py")
    settings = module_from_spec(spec)
    spec.loader.exec_module(settings)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("resourcebank.settings", settings)
        patched.setitem(sys.modules, "resourcebank.settings", settings)
        return settings, runpy.run_path(str(ROOT / "resourcebank/gunicorn.conf.py"))


def test_a_right_environment_starts_on_this_machine_only(environment):
    settings, server = start()
    assert settings.DATABASES["default"]["PASSWORD"] == "secret"
    assert server["bind"] == "127.0.0.1:8000"
    assert (server["workers"], server["threads"]) == (2, 4)


def test_replicas_are_named_one_after_the_other(environment):
    environment.setenv("DATABASE_REPLICA_URL", "postgres://u:p@10.0.0.2/bank  postgres://u:p@10.0.0.3/bank")
    settings, _ = start()
    hosts = {alias: found["HOST"] for alias, found in settings.DATABASES.items()}
    assert hosts == {"default": "127.0.0.1", "replica1": "10.0.0.2", "replica2": "10.0.0.3"}


def test_an_sqlite_file_has_no_replica(environment):
    environment.setenv("DATABASE_URL", "sqlite:////srv/bank.sqlite3")
    environment.setenv("DATABASE_REPLICA_URL", "postgres://u:p@10.0.0.2/bank")
    with pytest.raises(SystemExit, match="DATABASE_REPLICA_URL"):
        start()


@pytest.mark.parametrize(("name", "value"), TABLE, ids=lambda text: text or "nothing")
def test_a_wrong_value_is_named_in_one_line_that_repeats_no_secret(environment, name, value):
    environment.setenv(name, value)
    with pytest.raises(SystemExit) as stopped:
        start()
    line = str(stopped.value)
    assert re.match(r"(Set )?[A-Z_]+", line)
    assert name in line
    assert "\n" not in line
    assert "w@127" not in line


@pytest.mark.parametrize(
    "address",
    [
        "postgres://bank:p%23s%40s%2Fw%3F%25@127.0.0.1/bank",
        "postgres://%2Frun%2Fpostgresql:5433/bank",
        "postgresql:///bank?sslmode=require",
        "postgres://bank@[::1]:5432/bank",
        "sqlite:////srv/resourcebank/bank.sqlite3",
    ],
)
def test_what_is_right_is_taken(environment, address):
    environment.setenv("DATABASE_URL", address)
    settings, _ = start()
    found = settings.DATABASES["default"]
    assert found["NAME"] in ("bank", "/srv/resourcebank/bank.sqlite3")
    assert found["PASSWORD"] == ("p#s@s/w?%" if "%23" in address else "")


@pytest.mark.parametrize(
    ("said", "listens"),
    [
        ({"PORT": "8123"}, "127.0.0.1:8123"),
        ({"BIND": "0.0.0.0"}, "0.0.0.0:8000"),
        ({"BIND": "[::1]", "PORT": "8123"}, "[::1]:8123"),
        ({"BIND": "10.0.0.7:9000", "PORT": "8123"}, "10.0.0.7:9000"),
        ({"BIND": "unix:/run/bank.sock"}, "unix:/run/bank.sock"),
    ],
)
def test_the_server_listens_where_it_is_told(environment, said, listens):
    for name, value in said.items():
        environment.setenv(name, value)
    assert start()[1]["bind"] == listens


def test_a_developer_needs_no_setting(environment):
    for name in RIGHT:
        environment.delenv(name)
    environment.setenv("DEBUG", "true")
    settings, _ = start()
    assert settings.DATABASES["default"]["NAME"].endswith("db.sqlite3")


@pytest.mark.parametrize(
    ("name", "command"),
    [("DATABASE_URL", ["manage.py", "check"]), ("WEB_CONCURRENCY", ["-m", "resourcebank"])],
)
def test_a_real_program_says_the_line_and_ends_with_1(name, command):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | RIGHT | {name: "abc"}
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr
