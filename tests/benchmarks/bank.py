"""One bank of the benchmark: its index, its opponents, its pages, and what each costs."""

import gzip
import json
import os
import subprocess
import sys
import time
from functools import cached_property

from django.db import connection
from django.test import Client
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.search.analysis import stem
from directory.search.filters import EntryFilterSet
from directory.search.models import SearchDocument
from directory.search.page import SearchPage
from directory.search.panel import form_for
from directory.search.queries import PlainSearch
from directory.search.store import Store, store
from tests import machine
from tests.benchmarks.measure import median_of, p95
from tests.benchmarks.plain_page import plain_hits, plain_page
from tests.benchmarks.requests_per_second import requests_per_second
from tests.benchmarks.shapes import RARE, addresses
from tests.search.asking import QueryDict, answer

CONSTANT = "/robots.txt"
EDITS = 7


class Bench:
    def __init__(self, size, database):
        self.size, self.database = size, database
        self.bank = store.bank()
        index = self.bank.index
        words = [(word, index.frequency((stem(word),))) for word in index.spelling.words]
        self.addresses = addresses(words)
        self.client = Client()

    @cached_property
    def filtersets(self):
        return {
            name: EntryFilterSet(QueryDict(address), vocabulary=self.bank.vocabulary, index=self.bank.index)
            for name, address in self.addresses.items()
        }

    def report(self, *, with_tantivy, with_plain):
        lines = [f"\n## {self.size:,} generated entries on {self.database}\n"]
        lines += self.questions(with_tantivy)
        lines += self.pages(with_plain)
        lines += self.costs()
        return "\n".join(lines) + "\n"

    # Questions

    def questions(self, with_tantivy):
        ours = {name: median_of(lambda f=filterset: answer(f)) for name, filterset in self.filtersets.items()}
        theirs = self.tantivy_times() if with_tantivy else {}
        lines = ["| question, with the count of every option | index | tantivy | times faster |", "|---|---|---|---|"]
        for name, taken in ours.items():
            other = theirs.get(name)
            lines.append(f"| {name} | {taken:.3f} | {shown(other)} | {f'{other / taken:.1f}' if other else ''} |")
        both = [name for name in ours if name in theirs]
        summary = [
            "",
            f"All {len(ours)} questions: median {middle(ours.values()):.3f} ms, p95 {p95(list(ours.values())):.3f} ms.",
        ]
        if both:
            ratio = sum(theirs[name] for name in both) / sum(ours[name] for name in both)
            typical = middle(theirs[name] / ours[name] for name in both)
            rare = middle(theirs[name] / ours[name] for name in RARE if name in theirs)
            summary.append(
                f"The {len(both)} that tantivy answers too: tantivy's median {middle(theirs.values()):.3f} ms, p95"
                f" {p95(list(theirs.values())):.3f} ms; the index is {ratio:.1f} times faster over the whole mix,"
                f" {typical:.1f} times for the typical question, {rare:.1f} times for rare single words."
            )
        return lines + summary

    def tantivy_times(self):
        """Times for the questions that mean the same to both, once the totals and every count have been compared."""
        from tests.benchmarks.tantivy_engine import TantivyEngine

        options = self.bank.vocabulary.options()
        engine = TantivyEngine(self.documents(), options=options)
        times = {}
        for name, filterset in self.filtersets.items():
            question = as_words_and_keys(filterset)
            if question is None:
                continue

            def ask(question=question):
                return engine.search(**question, counted=options)

            hits = answer(filterset)
            total, _, counts = ask()
            assert (total, counts) == (hits.total, hits.counts), f"tantivy answers {name} differently"
            times[name] = median_of(ask)
        return times

    def documents(self):
        """Each document as (id, terms, options, place in the default order), from the rows that the index is made of."""
        index = self.bank.index
        by_number = {number: text for text, number in index.lexicon.numbers.items()}
        places = {document: place for place, document in enumerate(index.base.in_order("best"))}
        for document, row in enumerate(SearchDocument.objects.filter(gone=False).order_by("pk").iterator()):
            options = index.lexicon.of_ids(unpacked(row.options))
            yield row.pk, row.words.replace("|", " ").split(), [by_number[n] for n in options.tolist()], places[document]

    # Pages

    def pages(self, with_plain):
        constant = median_of(lambda: self.client.get(CONSTANT), 400)
        times, sizes, queries = {}, [], set()
        for name, address in self.addresses.items():
            url = f"/search/?{address}"
            response = self.client.get(url)
            assert response.status_code == 200, url
            sizes.append(len(gzip.compress(response.content, 6)) / 1000)
            times[name] = median_of(lambda url=url: self.client.get(url))
            queries.add(self.queries_for(url))
        again = self.client.get("/search/?q=consent").headers["ETag"]
        repeat = median_of(lambda: self.client.get("/search/?q=consent", headers={"If-None-Match": again}))
        median = middle(times.values())
        lines = [
            "",
            f"The full page in process: median {median:.2f} ms, p95 {p95(list(times.values())):.2f} ms over all questions;"
            f" a constant Django view takes {constant:.2f} ms; a repeat visit that may keep its page {repeat:.2f} ms."
            f" {', '.join(map(str, sorted(queries)))} database query; {min(sizes):.1f} to {max(sizes):.1f} kB of HTML, gzip.",
        ]
        if with_plain:
            plain = self.plain_times()
            ratio = middle(plain[name] / times[name] for name in plain)
            lines.append(
                f"The page from the database alone, {len(plain)} of the questions: median {middle(plain.values()):.0f} ms,"
                f" p95 {p95(list(plain.values())):.0f} ms; the page from the index is {ratio:.0f} times faster."
            )
        return lines

    def queries_for(self, url):
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            self.client.get(url)
        return len(captured)

    def plain_times(self):
        """Every fourth question, after totals and counts have been compared."""
        times = {}
        for name in list(self.filtersets)[::4]:
            filterset = self.filtersets[name]
            hits, plain = answer(filterset), plain_hits(filterset)
            assert (hits.total, hits.counts) == (plain.total, plain.counts), f"the plain path answers {name} differently"
            template = form_for("search/search.html", SearchPage("/search/", filterset, self.bank, hits), None)
            times[name] = median_of(lambda f=filterset, t=template: plain_page(f, self.bank, t), 2)
        return times

    # What it costs

    def costs(self):
        started = json.loads(
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.start"],
                cwd=machine.ROOT,
                env=os.environ,
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        usual, more = self.edit_times()
        real, constant = requests_per_second("/search/?q=consent&sector=primary"), requests_per_second(CONSTANT)
        everything = requests_per_second("/search/")
        return [
            "",
            f"A process is ready after {started['seconds']:.1f} s (of which the documents {started['bank']:.1f} s) and then"
            f" has {started['memory']:.0f} MB, {started['peak']:.0f} MB at its peak while reading. An edit by another"
            f" process: the next request takes {more:.1f} ms more than the {usual:.2f} ms that asking for changes takes.",
            f"One gunicorn worker: {real:.0f} requests/s of a search with words and a filter, {everything:.0f} of the"
            f" page of everything, {constant:.0f} of a constant view: {real / constant:.0%} and {everything / constant:.0%}.",
        ]

    def edit_times(self):
        """(ms to find that nothing has changed, ms more to take over one edited entry), in another process."""
        other = Store()
        other.bank()
        usual = median_of(other.bank)
        taken = []
        for number in range(EDITS):
            entry = Entry.objects.published().order_by("pk")[number * 7]
            entry.title = f"{entry.title} zyxwv"
            entry.save()
            start = time.perf_counter()
            bank = other.bank()
            filterset = EntryFilterSet(QueryDict("q=zyxwv"), vocabulary=bank.vocabulary, index=bank.index)
            assert entry.pk in answer(filterset).ids
            taken.append((time.perf_counter() - start) * 1000)
        return usual, middle(taken) - usual


def as_words_and_keys(filterset):
    """A question as tantivy is asked it, or None if it cannot mean the same to both: an order that tantivy does not
    have, or words of which not all must be there.
    """
    criteria = filterset.criteria
    if criteria.sort != "best" or criteria.hints or len(criteria.clauses) > 2:
        return None
    phrases = [phrase for clause in criteria.clauses for phrase in clause.phrases]
    if any(len(phrase.terms) > 1 for phrase in phrases) or not answer(filterset).whole:
        return None
    groups = {name: set(keys) for name, keys in criteria.choices.items()}
    groups |= {f"fixed {number}": set(keys) for number, keys in enumerate(criteria.fixed)}
    return {
        "clauses": [[phrase.terms[0] for phrase in clause.phrases] for clause in criteria.clauses],
        "groups": groups,
        "page": criteria.page,
        "order": "score" if criteria.clauses else "rank",
    }


def unpacked(packed):
    import numpy as np

    return np.frombuffer(bytes(packed), dtype="<u4")


def middle(values):
    import statistics

    return statistics.median(values)


def shown(value):
    return f"{value:.3f}" if value else ""
