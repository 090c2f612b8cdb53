"""The services of systemd: read by systemd itself, and each one's command run with the sample of the settings."""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest

from tests.machine import ROOT

UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
RELEASE = "/srv/resourcebank/current"
BACKUPS = "/var/backups/resourcebank"

pytestmark = pytest.mark.once


def value(unit, name):
    return re.search(rf"^{name}=(.*)$", unit.read_text(), re.MULTILINE)[1]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_finds_nothing_wrong_with_any_unit(tmp_path):
    for unit in UNITS.iterdir():
        text = unit.read_text().replace(f"{RELEASE}/.venv/bin/python", sys.executable).replace(RELEASE, str(ROOT))
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *tmp_path.iterdir()], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.stem)
def test_a_service_may_do_little_on_its_machine(unit):
    """10 is all that root may, 0 nothing. systemd itself calls up to 2.0 or so "OK"."""
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_every_timer_has_its_service():
    timers = list(UNITS.glob("*.timer"))
    assert timers
    assert all(timer.with_suffix(".service") in SERVICES for timer in timers)


@pytest.fixture
def settings_of_the_sample(migrated_file, tmp_path):
    """The file that systemd is given, filled in as install.sh does it, for a database of this test alone."""
    lines = (ROOT / "deploy" / "resourcebank.env.example").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))
    file = shutil.copy(migrated_file, tmp_path / "bank.sqlite3")
    given |= {"SECRET_KEY": secrets.token_urlsafe(60), "DATABASE_URL": f"sqlite:///{file}"}
    for name in ("DATA_DIR", "PDF_FOLDER", "SNAPSHOT_FOLDER"):
        given[name] = str(tmp_path / name.lower())
    return {name: given[name] for name in given if given[name]}


@pytest.fixture
def environment(settings_of_the_sample, built):
    """What a service starts with: the file, and nothing of ours."""
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": "/nonexistent", **settings_of_the_sample}


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """staticfiles/, as a release has it."""
    made = ROOT / "staticfiles"
    if not (made / "staticfiles.json").exists():
        environment = {
            "PATH": os.environ["PATH"],
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": "localhost",
            "DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('none')}/none.sqlite3",
        }
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def command_of(unit, folder):
    words = value(unit, "ExecStart").replace(f"{RELEASE}/.venv/bin/python", sys.executable).split()
    return [word.replace(BACKUPS, str(folder)) for word in words]


@contextmanager
def started(command, environment, **options):
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_web_server_answers_on_the_socket_that_systemd_holds(environment):
    unit = UNITS / "resourcebank.service"
    assert "resourcebank.socket" in value(unit, "Requires")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen(10)

        # The descriptor is the third, and LISTEN_PID the process's own: what only a shell that becomes it can name.
        server = " ".join(command_of(unit, ""))
        shell = f"LISTEN_FDS=1 LISTEN_PID=$$ exec {server} 3<&{held.fileno()}"
        with started(["bash", "-c", shell], environment, pass_fds=[held.fileno()]) as process:
            asked = Request(
                f"http://127.0.0.1:{held.getsockname()[1]}/about/",
                headers={"Host": "resources.example.org", "X-Forwarded-Proto": "https"},
            )
            with urlopen(asked, timeout=60) as answer:  # it waits in the queue until somebody is there
                assert answer.status == 200
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=float(value(unit, "TimeoutStopSec"))) == 0


def test_the_worker_works_until_it_is_told_to_stop(environment):
    unit = UNITS / "resourcebank-worker.service"
    with started(command_of(unit, ""), environment) as process:
        time.sleep(2)
        assert process.poll() is None, process.stdout.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) in {0, -signal.SIGTERM}


def test_a_backup_is_made_by_its_unit_and_restored_in_the_rehearsal_by_its_own(environment, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("backup", "rehearsal"):
        command = command_of(UNITS / f"resourcebank-{name}.service", folder)
        assert str(folder) in command
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    assert len(list(folder.iterdir())) == 1


def test_no_service_runs_without_the_folder_and_the_settings():
    for unit in SERVICES:
        assert value(unit, "WorkingDirectory") == RELEASE
        assert value(unit, "EnvironmentFile") == "/etc/resourcebank/resourcebank.env"
        assert value(unit, "User") == "resourcebank"
