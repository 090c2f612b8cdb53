"""What a node needs while nobody asks it anything."""

import os
import time
from pathlib import Path

IDLE = 30  # seconds


def in_words(nodes):
    node = nodes.nodes[0]
    [web], worker = node.workers(), node.worker.pid
    before = {pid: seconds_of(pid) for pid in (web, worker)}
    time.sleep(IDLE)
    shares = {pid: (seconds_of(pid) - spent) / IDLE for pid, spent in before.items()}
    size = nodes.primary.ask("SELECT pg_database_size(current_database())")
    return (
        f"Before anybody came, the web server's process took {memory_of(web)} MB and {shares[web]:.1%} of a core, the"
        f" worker {memory_of(worker)} MB and {shares[worker]:.1%}, and the database {size / 1e6:.0f} MB."
    )


def memory_of(pid):
    """In megabytes, as the kernel counts what is in memory of it."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1000 for line in lines if line.startswith("VmRSS"))


def seconds_of(pid):
    """Of a core, since it began."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
