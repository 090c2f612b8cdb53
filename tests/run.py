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
import tempfile
from contextlib import contextmanager

from resourcebank import env
from tests import machine
from tests.postgres import temporary_server

POSTGRES = "not browser and not vnu"


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    options = arguments()
    missing, results = [], []

    # Both at once, which takes hardly longer than the longer one alone. What PostgreSQL's run says comes after.
    with postgres() as database, tempfile.TemporaryFile() as said:
        other = None
        if database:
            other = start(POSTGRES, said if not options.postgres else None, TEST_DATABASE_URL=database)
        else:
            missing.append("the tests on PostgreSQL (install postgresql, or set TEST_DATABASE_URL)")
        try:
            if not options.postgres:
                results.append(on_sqlite(missing, ["not once"] * bool(database)))
        finally:
            if other:
                results.append(other.wait())
                say(said)

    everything = "" if options.postgres else "\nEverything ran."
    print("\nNot run: " + "; ".join(missing) + "." if missing else everything, flush=True)
    incomplete = missing and (options.postgres or env.boolean("COMPLETE"))
    return 1 if incomplete or any(results) else 0


def on_sqlite(missing, markers):
    """The run with the browser. Adds to `missing` what this machine cannot run."""
    if not machine.chromium():
        markers.append("not browser")
        missing.append("the browser journeys (install chromium)")
    if not machine.java():
        markers.append("not vnu")
        missing.append("the HTML checks (install a Java runtime, such as default-jre-headless)")
    print("\nTests on SQLite", flush=True)
    return start(" and ".join(markers), None, TEST_DATABASE_URL="").wait()


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


def start(markers, file, **environment):
    """A run of the tests with these markers, which writes to `file` or, without one, where we do."""
    command = [sys.executable, "-m", "pytest", "-m", markers]
    if file:
        command += ["-p", "no:cacheprovider"]  # the other run keeps what it has learnt
    return subprocess.Popen(command, cwd=machine.ROOT, env=os.environ | environment, stdout=file, stderr=file)


def say(file):
    file.seek(0)
    words = file.read().decode(errors="replace")
    if words:
        print("\nTests on PostgreSQL\n" + words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
