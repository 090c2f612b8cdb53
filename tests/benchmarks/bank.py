"""One bank of the benchmark: its index, its opponents, its pages, and what each costs."""

import statistics
import time
from dataclasses import replace
from functools import cached_property

import numpy as np
from django.test import Client
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.outages.copy.reading import copy_on_disk
from directory.outages.copy.writing import write_copy
from directory.search.documents.index_store import IndexStore, index_store
from directory.search.documents.models import SearchDocument, Term
from directory.search.engine.weights import HANDFUL
from directory.search.language.english.stemming import stem
from directory.search.language.spelling import beginning_with
from directory.search.pages.filters.filterset import EntryFilterSet
from directory.search.pages.page_rendering import prerendered_for
from directory.search.pages.search_page.page import SearchPage
from tests.benchmarks import public_pages
from tests.benchmarks.meaning import meaning_figures
from tests.benchmarks.measure import median_of, p95
from tests.benchmarks.plain_page import plain_hits, plain_page
from tests.benchmarks.shapes import RARE, addresses
from tests.benchmarks.start import start_figures
from tests.search.asking import QueryDict, answer

EDITS = 7


class Bench:
    def __init__(self, size, database, making=0.0):
        self.size, self.database, self.making = size, database, making
        start = time.perf_counter()
        self.snapshot = index_store.snapshot()
        self.first_reading = time.perf_counter() - start
        index = self.snapshot.index
        spelling = self.snapshot.spelling
        every = beginning_with("", spelling.words, spelling.base)
        words = [(word, index.frequency((stem(word),))) for word in every]
        self.addresses = addresses(words)
        self.client = Client()
        self.today, self.second = timezone.localdate().toordinal(), int(time.time())

    @cached_property
    def filtersets(self):
        return {
            name: EntryFilterSet(QueryDict(address), snapshot=self.snapshot)
            for name, address in self.addresses.items()
        }

    @cached_property
    def questions(self):
        """The questions without synonyms, which tantivy would have to be given as phrases."""
        return {name: without_synonyms(filterset.criteria) for name, filterset in self.filtersets.items()}

    def ask(self, criteria):
        options = self.snapshot.facets.options()
        return self.snapshot.index.search(criteria, options, today=self.today, second=self.second)

    def report(self, *, with_tantivy, with_plain, with_pages):
        lines = [f"\n## {self.size:,} generated entries on {self.database}\n"]
        lines += table(["what", "figure"], [*self.page_figures(with_plain), *self.cost_figures(with_pages)])
        lines += ["", *table(public_pages.HEADS, public_pages.rows())] * with_pages
        return "\n".join([*lines, "", *self.question_figures(with_tantivy)]) + "\n"

    # Questions

    def question_figures(self, with_tantivy):
        ours = {name: median_of(lambda c=criteria: self.ask(c)) for name, criteria in self.questions.items()}
        theirs = self.tantivy_times() if with_tantivy else {}
        rows = [
            (name, f"{taken:.3f}", shown(theirs.get(name)), shown(theirs.get(name), taken))
            for name, taken in ours.items()
        ]
        lines = table(["question, with the count of every option", "index, ms", "tantivy, ms", "times"], rows)
        lines += ["", f"The index: median {middle(ours.values()):.3f} ms, p95 {p95(ours.values()):.3f} ms."]
        both = [name for name in ours if name in theirs]
        if both:
            whole = sum(theirs[name] for name in both) / sum(ours[name] for name in both)
            typical, rare = (
                middle(theirs[name] / ours[name] for name in names if name in theirs) for names in (both, RARE)
            )
            lines.append(
                f"tantivy, which answers {len(both)} of them: median {middle(theirs.values()):.3f} ms, p95"
                f" {p95(theirs.values()):.3f} ms. Over these the index is {whole:.1f} times faster in sum,"
                f" {typical:.1f} times for the typical question and {rare:.1f} times for rare single words."
            )
        return lines

    def tantivy_times(self):
        """Times for the questions that mean the same to both, once the totals and every count have been compared."""
        from tests.benchmarks.tantivy_engine import TantivyEngine

        options = self.snapshot.facets.options()
        engine = TantivyEngine(self.documents(), options=options)
        times = {}
        for name, criteria in self.questions.items():
            hits = self.ask(criteria)
            question = as_words_and_keys(criteria)
            if question is None or not hits.whole:
                continue

            def ask(question=question):
                return engine.search(**question, counted=options)

            total, _, counts = ask()
            if len(criteria.clauses) > 1 and total < HANDFUL:
                continue  # the index would fill up with entries that have one of the words
            assert (total, counts) == (hits.total, hits.counts), f"tantivy answers {name} differently"
            times[name] = median_of(ask)
        return times

    def documents(self):
        """Each document as (id, terms, options, place in the default order)."""
        index = self.snapshot.index
        options = Term.objects.filter(text__contains=":").values_list("text", flat=True)
        by_number = {index.lexicon.number(text): text for text in options}
        places = {document: place for place, document in enumerate(index.base.in_order("best"))}
        for document, row in enumerate(SearchDocument.objects.filter(gone=False).order_by("pk").iterator()):
            options = index.lexicon.of_ids(unpacked(row.options))
            yield (
                row.pk,
                row.words.replace("|", " ").split(),
                [by_number[n] for n in options.tolist()],
                places[document],
            )

    # Pages

    def page_figures(self, with_plain):
        constant = median_of(lambda: self.client.get(public_pages.CONSTANT), 400)
        times, sizes, queries = {}, [], set()
        for name, address in self.addresses.items():
            url = f"/search/?{address}"
            sizes.append(public_pages.size(url))
            times[name] = median_of(lambda url=url: public_pages.ask_anew(url))
            queries.add(public_pages.queries(url))
        etag = self.client.get("/search/?q=consent").headers["ETag"]
        repeat = median_of(lambda: self.client.get("/search/?q=consent", headers={"If-None-Match": etag}))
        yield "full page in process, all questions: median", f"{middle(times.values()):.2f} ms"
        yield "full page in process, all questions: p95", f"{p95(times.values()):.2f} ms"
        yield "a constant Django view in process", f"{constant:.2f} ms"
        yield "a repeat visit that may keep its page", f"{repeat:.2f} ms"
        yield "database queries of a page", ", ".join(map(str, sorted(queries)))
        yield "HTML of a page, gzip", f"{min(sizes):.1f} to {max(sizes):.1f} kB"
        if with_plain:
            plain = self.plain_times()
            ratio = middle(plain[name] / times[name] for name in plain)
            yield f"page from the database alone, {len(plain)} questions: median", f"{middle(plain.values()):.0f} ms"
            yield "page from the database alone: p95", f"{p95(plain.values()):.0f} ms"
            yield "page from the index against it", f"{ratio:.0f} times faster"

    def plain_times(self):
        """Every fourth question, after totals and counts have been compared."""
        times = {}
        for name in list(self.filtersets)[::4]:
            filterset = self.filtersets[name]
            hits, plain = answer(filterset), plain_hits(filterset)
            assert (hits.total, hits.counts) == (plain.total, plain.counts), (
                f"the plain path answers {name} differently"
            )
            template = prerendered_for("search/search.html", SearchPage("/search/", filterset, hits), None)
            times[name] = median_of(lambda f=filterset, t=template: plain_page(f, t), 2)
        return times

    # What it costs

    def cost_figures(self, with_pages):
        yield "making the bank", f"{self.making:.0f} s"
        yield "the first process of a machine reads all documents in", f"{self.first_reading:.1f} s"
        yield from start_figures()
        yield from meaning_figures(self)
        usual, more = self.edit_times()
        yield "asking whether anything has changed", f"{usual:.3f} ms"
        yield "after an edit in another process, the next request takes", f"{more:.1f} ms more"
        if with_pages:
            yield from public_pages.compression_figures()
            yield "the copy for outages", copy_cost()

    def edit_times(self):
        """(ms to find that nothing has changed, ms more to take over one edited entry), in another process."""
        other = IndexStore()
        other.snapshot()
        usual = median_of(other.snapshot)
        taken = []
        for number in range(EDITS):
            entry = Entry.objects.published().order_by("pk")[number * 7]
            entry.title = f"{entry.title} zyxwv"
            entry.save()
            start = time.perf_counter()
            snapshot = other.snapshot()
            filterset = EntryFilterSet(QueryDict("q=zyxwv"), snapshot=snapshot)
            assert entry.pk in answer(filterset).ids
            taken.append((time.perf_counter() - start) * 1000)
        return usual, middle(taken) - usual


def copy_cost():
    start = time.perf_counter()
    write_copy()
    taken, file = time.perf_counter() - start, copy_on_disk.get().path
    return f"{taken:.1f} s, {file.stat().st_size / 1e6:.0f} MB"


def without_synonyms(criteria):
    """The same question in the words that were typed alone: nothing by topic, and nothing by meaning."""
    clauses = tuple(clause[:1] for clause in criteria.clauses)
    return replace(criteria, hints=(), about=(), meaning=b"", clauses=clauses)


def as_words_and_keys(criteria):
    """A question as tantivy is asked it, or None if it has no such order or cannot leave words out."""
    if criteria.sort != "best" or len(criteria.clauses) > 2:
        return None
    groups = {name: set(keys) for name, keys in criteria.choices.items()}
    groups |= {f"fixed {number}": set(keys) for number, keys in enumerate(criteria.fixed)}
    return {
        "clauses": [list(clause[0][0]) for clause in criteria.clauses],
        "groups": groups,
        "page": criteria.page,
        "order": "score" if criteria.clauses else "rank",
    }


def unpacked(packed):
    return np.frombuffer(bytes(packed), dtype="<u4")


def middle(values):
    return statistics.median(values)


def shown(value, ours=None):
    if not value:
        return ""
    return f"{value / ours:.1f}" if ours else f"{value:.3f}"


def table(heads, rows):
    return [f"| {' | '.join(row)} |" for row in (heads, ["---"] * len(heads), *rows)]
