"""python -m tests.nodes.measure [name of a loss]... : these or all of them, into docs/scale.md with --write."""

import argparse
import json
import os
import re
import signal
import sys
import time
from collections import Counter
from contextlib import contextmanager
from itertools import pairwise

import psycopg2

from tests.faults.crowd import Crowd
from tests.faults.measure import PLACES, missing, said
from tests.machine import ROOT
from tests.nodes import losses, sizes
from tests.nodes.nodes import Nodes
from tests.nodes.servers import primary_and_replica

BEFORE, AFTER = 6, 8  # seconds
GOOD = {"200", "302", "kept"}
PAGE = ROOT / "docs" / "scale.md"
BEGIN, END = "<!-- tried: begin -->", "<!-- tried: end -->"
COLUMNS = (
    "lost, for, readers got, longest wait, longest without a page, the cache did, curators got, longest wait,"
    " longest without saving, starters of lists got, acknowledged, lost of it,"
    " transactions a second of the database, of the replica"
).split(", ")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    wanted = [loss for loss in losses.ALL if not options.names or loss.__name__ in options.names]
    with served() as nodes:
        print(idle := sizes.in_words(nodes), flush=True)
        places = json.loads(nodes.manage("shell", "--no-imports", "-c", PLACES).splitlines()[-1])
        cookies = [nodes.session_of(f"curator{number}") for number in range(2)]
        lines = []
        for loss in wanted:
            lines.append(trial(nodes, loss, places | {"cookies": cookies}))
            if options.write:
                write(idle, lines)


@contextmanager
def served():
    with primary_and_replica() as (primary, replica):
        nodes = Nodes(primary, replica)
        try:
            nodes.start()
            yield nodes
        finally:
            nodes.leave()


def trial(nodes, loss, known):
    """One loss, in one line of a table."""
    nodes.primary.ask("DELETE FROM inbox_submission")  # the crowd is one network, which may start 60 lists a day
    with Crowd(site=nodes, **known) as crowd:
        time.sleep(BEFORE)
        start, before = time.monotonic() - crowd.began, transactions(nodes)
        nodes.front.did.clear()
        with loss(nodes) as seconds:
            time.sleep(seconds)
        mended, did = time.monotonic() - crowd.began, Counter(nodes.front.did)
        time.sleep(AFTER)
        end, after = time.monotonic() - crowd.began, transactions(nodes)
    lost, _, _ = missing(nodes, crowd)
    cells = [loss.__name__.replace("_", " "), f"{mended - start:.0f} s"]
    cells += [said(crowd, "reader", start, end), f"{crowd.longest('reader', start, end):.1f} s"]
    cells += [f"{gap(crowd, 'reader', '', start, end):.1f} s", in_words(did)]
    cells += [said(crowd, "curator", start, end), f"{crowd.longest('curator', start, end):.1f} s"]
    cells += [f"{gap(crowd, 'curator', 'save', start, end):.1f} s", said(crowd, "starter", start, end)]
    cells += [len(crowd.acknowledged) + len(crowd.lists), lost]
    cells += [rate(one, other, end - start) for one, other in zip(before, after, strict=True)]
    line = f"| {' | '.join(map(str, cells))} |"
    print(line, flush=True)
    return line


def gap(crowd, who, what, start, end):
    """The longest time in which nobody of these got what they came for."""
    wanted = {"302"} if what else GOOD
    came = [s.at for s in crowd.samples if s.who == who and s.got in wanted and what in ("", s.what)]
    times = sorted([start, *(at for at in came if start <= at <= end), end])
    return max(after - before for before, after in pairwise(times))


def transactions(nodes):
    return [committed(server) for server in (nodes.primary, nodes.replica)]


def committed(server):
    """Since it was started; None while it is away."""
    try:
        return server.ask("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()")
    except psycopg2.OperationalError:
        return None


def rate(before, after, seconds):
    """A server that was started anew has counted from the beginning."""
    return "-" if None in (before, after) or after < before else f"{(after - before) / seconds:.0f}"


def in_words(did):
    return ", ".join(f"{what}: {number}" for what, number in did.most_common())


def write(idle, lines):
    """Between its two marks, in the page as it is."""
    when = time.strftime("%-d %B %Y")
    head = [f"Measured on {when}, all of it on {os.cpu_count()} cores. {idle}", "", f"| {' | '.join(COLUMNS)} |"]
    table = "\n".join([BEGIN, "", *head, "|---" * len(COLUMNS) + "|", *lines, "", END])
    PAGE.write_text(re.sub(rf"{BEGIN}.*{END}", lambda _: table, PAGE.read_text(), flags=re.DOTALL))


if __name__ == "__main__":
    main()
