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


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    options = arguments()
    missing, results = [], []

    # PostgreSQL first: the run on SQLite is the fuller one, so its summary is the one to end with.
    with postgres() as database:
        if database:
            results.append(pytest("PostgreSQL", "not browser and not vnu and not once", TEST_DATABASE_URL=database))
        else:
            missing.append("the tests on PostgreSQL (install postgresql, or set TEST_DATABASE_URL)")
    if not options.postgres:
        markers = []
        if not machine.chromium():
            markers.append("not browser")
            missing.append("the browser journeys (install chromium)")
        if not machine.java():
            markers.append("not vnu")
            missing.append("the HTML checks (install a Java runtime, such as default-jre-headless)")
        results.append(pytest("SQLite", " and ".join(markers), TEST_DATABASE_URL=""))

    everything = "" if options.postgres else "\nEverything ran."
    print("\nNot run: " + "; ".join(missing) + "." if missing else everything, flush=True)
    incomplete = missing and (options.postgres or env.boolean("COMPLETE"))
    return 1 if incomplete or any(results) else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="only the tests on PostgreSQL")
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


def pytest(database, markers, **environment):
    print(f"\nTests on {database}", flush=True)
    command = [sys.executable, "-m", "pytest", "-m", markers]
    return subprocess.run(command, cwd=machine.ROOT, env=os.environ | environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
