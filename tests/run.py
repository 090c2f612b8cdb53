"""Runs every test that this machine can run, on both databases, and says what it could not run.

Environment: TEST_DATABASE_URL is a PostgreSQL server to use instead of a temporary one;
COMPLETE=1 makes anything left out a failure.
"""

import argparse
import os
import pwd
import signal
import subprocess
import sys
from contextlib import contextmanager

from resourcebank import env
from tests import machine
from tests.postgres import temporary_server

# On every core. Tests are handed out in their order, so that those that empty the tables stay last in every worker.
PYTEST = [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "load"]
PLAIN = ["not browser", "not vnu"]


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    options = arguments()
    if options.quick:
        return run("SQLite, without a browser and the HTML checker", PLAIN, QUICK_TESTS="true")
    missing, results = [], []
    with postgres() as database:  # one run after the other, as each keeps every core busy
        if not options.postgres:
            results.append(on_sqlite(missing, beside="postgres" if database else None))
        if database:
            results.append(run("PostgreSQL", PLAIN, None if options.postgres else "sqlite", database))
        else:
            missing.append("the tests on PostgreSQL (install postgresql, or set TEST_DATABASE_URL)")
    everything = "" if options.postgres else "\nEverything ran."
    print("\nNot run: " + "; ".join(missing) + "." if missing else everything, flush=True)
    incomplete = missing and (options.postgres or env.boolean("COMPLETE"))
    return 1 if incomplete or any(results) else 0


def on_sqlite(missing, beside):
    """The run with the browser. Adds to `missing` what this machine cannot run."""
    markers = []
    if not machine.chromium():
        markers.append("not browser")
        missing.append("the browser journeys (install chromium)")
    if not machine.java():
        markers.append("not vnu")
        missing.append("the HTML checks (install a Java runtime, such as default-jre-headless)")
    return run("SQLite", markers, beside)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--postgres", action="store_true", help="only the tests on PostgreSQL")
    only.add_argument("--quick", action="store_true", help="only those that need nothing but Python")
    return parser.parse_args()


@contextmanager
def postgres():
    """The address of a PostgreSQL server, or None."""
    given, programs = env.text("TEST_DATABASE_URL"), machine.postgres_folder()
    if given or not programs or not someone_may_own_it():
        yield given or None
    else:
        with temporary_server(programs) as address:
            yield address


def someone_may_own_it():
    """PostgreSQL refuses to run as root, and is then run as the user that its package makes."""
    return os.geteuid() != 0 or any(user.pw_name == "postgres" for user in pwd.getpwall())


def run(title, markers, beside=None, database="", **environment):
    """0 if the tests with these markers pass. `beside`: the database that another run tests on."""
    print(f"\nTests on {title}", flush=True)
    command = [*PYTEST, "-m", " and ".join(markers), *(["--beside", beside] if beside else [])]
    environment["TEST_DATABASE_URL"] = database
    environment["PYTHONDONTWRITEBYTECODE"] = ""  # so that no worker compiles again what another has
    return subprocess.run(command, cwd=machine.ROOT, env=os.environ | environment).returncode


if __name__ == "__main__":
    sys.exit(main())
