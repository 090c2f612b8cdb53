"""A process that starts and gets ready to answer: prints its seconds and megabytes as JSON."""

import json
import resource
import time
from pathlib import Path

STARTED = time.perf_counter()
PAGE = resource.getpagesize()


def main():
    import django

    django.setup()
    from django.test import Client

    from directory.search.store import store

    before = time.perf_counter()
    store.bank()
    bank = time.perf_counter() - before
    assert Client().get("/search/?q=consent").status_code == 200
    memory = int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(json.dumps({"seconds": time.perf_counter() - STARTED, "bank": bank, "memory": memory, "peak": peak}))


if __name__ == "__main__":
    main()
