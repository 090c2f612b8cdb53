"""What this machine has that some tests need."""

import random
import shutil
import socket
from contextlib import closing
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEBIAN_POSTGRES = "/usr/lib/postgresql"
# Below those that a system gives to whoever asks for any. Each process of the tests begins somewhere else.
PORTS = count(random.SystemRandom().randrange(10_000, 30_000))


def chromium():
    return first("chromium", "chromium-browser", "google-chrome")


def java():
    return first("java")


def postgres_folder():
    """The folder of PostgreSQL's server programs. Debian keeps them off the PATH, newest version last."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path(DEBIAN_POSTGRES).glob("*/bin"), key=lambda folder: float(folder.parent.name))[::-1]
    return next((folder for folder in folders if programs_in(folder)), None)


def programs_in(folder):
    return all((folder / program).exists() for program in ("initdb", "pg_ctl", "postgres"))


def first(*names):
    return next(filter(None, map(shutil.which, names)), None)


def free_port():
    """For a program that is about to start: until it listens, no other test and no connection gets the same one."""
    return next(filter(is_free, PORTS))


def is_free(port):
    with closing(socket.socket()) as asked:
        try:
            asked.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
