"""What it costs that questions are also answered by meaning: each sentence is asked with it and without, in turns."""

import statistics
import time
from dataclasses import replace

from tests.benchmarks.measure import p95
from tests.benchmarks.start import start
from tests.search.asking import filterset_for

ROUNDS = 15
SENTENCES = """
my daughter has a boyfriend who tells her what to wear and checks her phone
boys in year 9 keep rating girls out of ten in a group chat
a pupil was groped in the corridor and does not want to come back
somebody threatens to share naked photos unless he pays
how do I tell parents what happened at the swimming pool
controlled by her boyfriend
camhs waiting list
naked photos
""".strip().splitlines()


def meaning_figures(bench):
    asked = [filterset_for(f"q={sentence}").criteria for sentence in SENTENCES]
    pairs = [times(bench, criteria) for criteria in asked]
    more = [with_it - without for with_it, without in pairs]
    ratio = statistics.median(with_it / without for with_it, without in pairs)
    yield (
        "a sentence is also asked by meaning: median",
        f"{statistics.median(more):.2f} ms more, {ratio:.2f} times (p95 {p95(more):.2f} ms more)",
    )
    memory = [start(SEMANTIC=switch)["memory"] for switch in ("true", "false")]
    yield "memory of a process with meaning, and without", f"{memory[0]:.0f} MB, {memory[1]:.0f} MB"


def times(bench, criteria):
    """(ms with meaning, ms without), each the median of rounds that take turns."""
    both = [criteria, replace(criteria, meaning=b"")]
    taken = [[time_of(bench, one) for one in both] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def time_of(bench, criteria):
    start = time.perf_counter()
    bench.ask(criteria)
    return (time.perf_counter() - start) * 1000
