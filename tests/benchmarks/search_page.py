"""Measures the search page in process: database queries, milliseconds and bytes, at two sizes of the bank.

    python -m tests.benchmarks.search_page [--entries 10000] [--rounds 5]

Uses a database of its own, removed afterwards. A view that answers a constant is timed in the same run, to say how
much of a figure is the machine's and Django's own.
"""

import argparse
import gzip
import io
import os
import re
import statistics
import tempfile
import time
from pathlib import Path

ADDRESSES = {
    "everything": "/search/",
    "one facet": "/search/?sector=primary",
    "three facets": "/search/?sector=special&age=9&district=tamworth",
    "a common word": "/search/?q=consent",
    "a rare word": "/search/?q=upskirting",
    "two words": "/search/?q=consent+respect",
    "words and facets": "/search/?q=consent&sector=primary&year=y5",
    "one kind": "/organisations/?help=victims",
    "a deep page": "/search/?page=8",
    "newest": "/search/?sort=newest",
}
CONSTANT = "/robots.txt"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("TEST_DATABASE_URL", f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        measure(options)


def measure(options):
    import django

    django.setup()
    from django.core.management import call_command

    from tests.benchmarks.generate import generate

    call_command("migrate", verbosity=0)
    call_command("load_content", stdout=io.StringIO())
    report("the starter content", options.rounds)
    generate(options.entries)
    report(f"the starter content and {options.entries:,} generated entries", options.rounds)


def report(title, rounds):
    from django.test import Client

    client = Client()
    constant = timings(client, CONSTANT, rounds * 20)
    print(f"\nThe search page with {title} (a constant view: {constant:.2f} ms)\n")
    print("| search | results | queries | ms, median | times the constant | kB | kB, gzip |")
    print("|---|---|---|---|---|---|---|")
    medians = []
    for name, address in ADDRESSES.items():
        response, queries = counted(client, address)
        median = timings(client, address, rounds)
        medians.append(median)
        size, small = len(response.content) / 1000, len(gzip.compress(response.content, 6)) / 1000
        found = re.search(r"([\d,]+) results?", response.text)
        results = found[1] if found else 0
        ratio = f"{median / constant:.0f}"
        print(f"| {name} | {results} | {queries} | {median:.1f} | {ratio} | {size:.0f} | {small:.1f} |")
    print(f"\nMedian of all: {statistics.median(medians):.1f} ms; slowest: {max(medians):.1f} ms.")


def counted(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return response, len(captured)


def timings(client, address, rounds):
    client.get(address)
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
