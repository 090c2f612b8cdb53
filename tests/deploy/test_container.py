"""The container file, built here step by step and run, and the installer, on a Debian that has nothing yet.

No image can be fetched where these tests run, so the one that it begins from is made of Debian's packages.
"""

import json
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from resourcebank import env
from tests.machine import ROOT, free_port

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(
        not env.boolean("TRY_CONTAINERS")
        or os.geteuid() != 0
        or not all(map(shutil.which, ("buildah", "mmdebstrap"))),
        reason="minutes of building, by root with buildah and mmdebstrap: make try-deploy",
    ),
]
BASE = "docker.io/library/debian:12-slim"
CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"
# Asks as a proxy would, until somebody answers.
ASK = """
import sys, time, urllib.request as web
port, path = sys.argv[1:]
headers = {"Host": "localhost", "X-Forwarded-Proto": "https"}
for _ in range(120):
    try:
        answer = web.urlopen(web.Request(f"http://127.0.0.1:{port}{path}", headers=headers))
    except OSError:
        time.sleep(0.5)
    else:
        sys.exit(print(answer.status, answer.read().decode()))
"""
IN_A_CONTAINER = {"BIND": "0.0.0.0", "ALLOWED_HOSTS": "localhost", "TRUST_PROXY_HTTPS_HEADER": "true"}


class Builder:
    """buildah without privileges: each step in a root of its own, on files in `folder` that are gone afterwards."""

    def __init__(self, folder):
        self.folder = folder
        places = {"STORAGE_DRIVER": "vfs", "BUILDAH_ISOLATION": "chroot", "TMPDIR": str(folder)}
        self.environment = os.environ | places

    def run(self, *arguments, **options):
        root = ["--root", str(self.folder / "images"), "--runroot", str(self.folder / "run")]
        done = subprocess.run(
            ["buildah", *root, *arguments], env=self.environment, capture_output=True, text=True, **options
        )
        assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
        return done.stdout

    def debian(self):
        """An image of Debian made from its packages, in which pip and npm trust whom this machine trusts."""
        archive = self.folder / "debian.tar"
        subprocess.run(
            ["mmdebstrap", "--quiet", "--variant=minbase", "--include=ca-certificates", "bookworm", archive],
            check=True,
        )
        self.run("from", "--name", "debian", "scratch")
        self.run("add", "debian", str(archive), "/")
        archive.unlink()
        if Path(CERTIFICATES).exists():
            self.run("copy", "debian", CERTIFICATES, CERTIFICATES)
        self.run(
            "config", "--env", f"PIP_CERT={CERTIFICATES}", "--env", f"NPM_CONFIG_CAFILE={CERTIFICATES}", "debian"
        )
        self.run("commit", "--rm", "debian", BASE)


@pytest.fixture(scope="module")
def builder():
    folder = Path(tempfile.mkdtemp(prefix="resourcebank-containers-"))  # what is mounted there no pytest may forget
    builder = Builder(folder)
    try:
        builder.debian()
        yield builder
    finally:
        builder.run("rm", "--all")
        subprocess.run(["umount", "--lazy", folder / "images" / "overlay"], stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """What is committed, as a newcomer has it."""
    folder = tmp_path_factory.mktemp("checkout") / "resourcebank"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder], check=True)
    return folder


def test_the_container_file_builds_and_what_it_builds_serves_as_nobody_in_particular(builder, checkout):
    builder.run(
        "bud",
        "--format",
        "docker",
        "--pull-never",
        "-f",
        "deploy/container/Containerfile",
        "-t",
        "bank",
        cwd=checkout,
    )
    builder.run("from", "--pull-never", "--name", "web", "bank")
    settings = IN_A_CONTAINER | {
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DATABASE_URL": "sqlite:////var/lib/resourcebank/bank.sqlite3",
    }

    def inside(*command):
        given = [part for name, value in settings.items() for part in ("--env", f"{name}={value}")]
        return builder.run("run", *given, "web", "--", *command)

    assert inside("id", "--user").strip() == "10001"
    assert json.loads(inside("cat", "bill-of-materials/python.json"))["bomFormat"] == "CycloneDX"
    inside("python", "manage.py", "migrate", "--verbosity", "0")
    unwritable = "touch /srv/resourcebank/current/x /usr/x /etc/x 2>/dev/null && echo written || echo refused"
    assert inside("sh", "-c", unwritable).strip() == "refused"
    settings["PORT"] = str(free_port())
    serve = f"python -m resourcebank & python -c '{ASK}' {settings['PORT']} /livez; kill %1"
    assert inside("bash", "-c", serve).startswith("200")


def test_the_installer_brings_a_bare_debian_to_a_served_site_and_may_be_run_again(builder, checkout):
    builder.run("from", "--pull-never", "--name", "bare", BASE)
    release = "/srv/resourcebank/releases/today"
    builder.run("copy", "bare", str(checkout), release)
    began = time.monotonic()
    # Processes outlive the root that they were started in here, so the database is stopped as a machine is.
    install = f"sh {release}/deploy/install.sh localhost && service postgresql stop"
    for _ in range(2):
        builder.run("run", "bare", "--", "sh", "-c", install)
    print(f"Installed twice in {time.monotonic() - began:.0f} s")
    serve = f"""
        service postgresql start >/dev/null
        set -a; while IFS= read -r line; do case $line in [A-Z]*=*) export "${{line%%=*}}=${{line#*=}}" ;; esac
        done </etc/resourcebank/resourcebank.env
        cd /srv/resourcebank/current; export PORT={free_port()}
        runuser -u resourcebank -- .venv/bin/python -m resourcebank &
        .venv/bin/python -c '{ASK}' $PORT /get-help-now/
        kill %1; service postgresql stop >/dev/null
    """
    answer = builder.run("run", "bare", "--", "bash", "-c", serve)
    assert answer.startswith("200")
    assert "0800 1111" in answer
