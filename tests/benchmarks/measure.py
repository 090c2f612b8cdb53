"""Measures the search: `make bench`, or python -m tests.benchmarks.measure [--sizes 1000 10000 100000] [--write].

One run makes a bank of each size, asks the same 40 questions of the index, of tantivy and of the database alone,
compares their answers, and only then takes times. With --write the tables go into docs/performance.md.
TEST_DATABASE_URL names a PostgreSQL server whose database "bench" may be made and dropped; without it one is started
for the run if the machine has PostgreSQL.
"""

import argparse
import io
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import machine

ROUNDS = 25
PLAIN_UP_TO = 10_000  # entries; beyond this a page from the database alone takes too long to be worth it
PAGES_UP_TO = 100_000  # as well: one page has every organisation on it, and tantivy must be given every document
DOCUMENT = machine.ROOT / "docs" / "performance.md"
MARK = "<!-- Everything below is written by `make bench`. -->"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--postgres", type=int, default=10_000, help="entries of the bank on PostgreSQL; 0 for none")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    parser.add_argument("--one", nargs=2, metavar=("SIZE", "DATABASE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        sys.stdout.write(one_bank(int(options.one[0]), options.one[1]))
        return
    parts = [about_this_run()]
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            parts.append(in_a_process(size, f"sqlite:///{Path(folder) / f'bench{size}.sqlite3'}"))
            print(parts[-1], flush=True)
        if options.postgres:
            with postgres() as address:
                if address:
                    parts.append(in_a_process(options.postgres, address))
                    print(parts[-1], flush=True)
        for part in in_many_hands():
            parts.append(part)
            print(part, flush=True)
    if options.write:
        before, _, _ = DOCUMENT.read_text().partition(MARK)
        DOCUMENT.write_text(before + MARK + "\n\n" + "\n".join(parts))


def in_many_hands():
    from tests.benchmarks import mixed_journey, slow_phone

    yield mixed_journey.report()
    yield slow_phone.report()


def postgres():
    from tests.run import postgres

    return postgres()


def in_a_process(size, database):
    """Each bank is measured by a process of its own, which starts with nothing in memory."""
    command = [sys.executable, "-m", "tests.benchmarks.measure", "--one", str(size), database]
    environment = os.environ | {"TEST_DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings"}
    with tempfile.TemporaryDirectory() as folder:
        environment["SNAPSHOT_FOLDER"] = folder
        return subprocess.run(
            command, env=environment, cwd=machine.ROOT, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


def about_this_run():
    git = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False)
    day, cores, python = time.strftime("%-d %B %Y"), os.cpu_count(), platform.python_version()
    return (
        f"Run of {day}: {cores} cores ({platform.machine()}), Python {python}, version {git.stdout.strip()}."
        f" Each time is the median of {ROUNDS} rounds.\n"
    )


def one_bank(size, database):
    """The report of one bank, as Markdown."""
    import django

    django.setup()
    making = make_bank(size)
    from tests.benchmarks.bank import Bench

    bench = Bench(size, "PostgreSQL" if database.startswith("postgres") else "SQLite", making)
    with_pages = size <= PAGES_UP_TO
    return bench.report(
        with_tantivy=with_pages and "sqlite" in database, with_plain=size <= PLAIN_UP_TO, with_pages=with_pages
    )


def make_bank(size):
    """Returns how many seconds the entries took."""
    from django.core.management import call_command

    from tests.benchmarks.generate import generate

    call_command("migrate", verbosity=0)
    call_command("load_content", stdout=io.StringIO())
    start = time.perf_counter()
    generate(size)
    return time.perf_counter() - start


def median_of(function, rounds=ROUNDS):
    """Milliseconds."""
    function()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        function()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def p95(values):
    return statistics.quantiles(list(values), n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
