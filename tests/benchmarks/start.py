"""A process that starts and gets ready to answer: prints its seconds and megabytes as JSON."""

import json
import time
from pathlib import Path

STARTED = time.perf_counter()


def main():
    import django

    django.setup()
    from django.test import Client

    from directory.search.documents.index_store import index_store

    before = time.perf_counter()
    index_store.snapshot()
    reading = time.perf_counter() - before
    assert Client().get("/search/?q=consent").status_code == 200
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    memory, peak = (int(status[name].split()[0]) / 1e3 for name in ("VmRSS", "VmHWM"))  # kB, to MB
    print(json.dumps({"seconds": time.perf_counter() - STARTED, "reading": reading, "memory": memory, "peak": peak}))


if __name__ == "__main__":
    main()
