"""A process that starts and gets ready to answer: prints its seconds and megabytes as JSON.

With "stay" it waits until its input ends, so that several can be looked at together.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from tests import machine

STARTED = time.perf_counter()
COMMAND = [sys.executable, "-W", "ignore", "-m", "tests.benchmarks.start"]
TOGETHER = 4


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
    said = {"seconds": time.perf_counter() - STARTED, "reading": reading, "memory": memory, "peak": peak}
    print(json.dumps(said), flush=True)
    if "stay" in sys.argv:
        sys.stdin.read()


def start_figures():
    """What one that begins takes, and several of a machine."""
    one = start()
    yield "a new process is ready after", f"{one['seconds']:.1f} s ({one['reading']:.1f} s reading documents)"
    yield "memory of that process", f"{one['memory']:.0f} MB ({one['peak']:.0f} MB at its peak, reading)"
    yield from together_figures()


def start(**also):
    done = subprocess.run(
        COMMAND, cwd=machine.ROOT, env=os.environ | also, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def together_figures():
    """What several processes that begin at once take. Memory that they share is counted once (PSS)."""
    with ExitStack() as stack:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        processes = [
            stack.enter_context(subprocess.Popen([*COMMAND, "stay"], cwd=machine.ROOT, env=os.environ, **pipes))
            for _ in range(TOGETHER)
        ]
        slowest = max(json.loads(process.stdout.readline())["seconds"] for process in processes)
        yield f"{TOGETHER} processes that begin at once are ready after", f"{slowest:.1f} s"
        memory = sum(own_share(process.pid) for process in processes)
        yield f"memory of {TOGETHER} processes together", f"{memory:.0f} MB"
        for process in processes:
            process.stdin.close()


def own_share(pid):
    """Its memory in MB, of what it shares with others its part."""
    rows = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return int(rows["Pss"].split()[0]) / 1e3


if __name__ == "__main__":
    main()
