"""The opponent in the benchmark: the same questions put to tantivy, asked in the fastest exact ways we found.

Only `make bench` installs tantivy. Everything here is for one segment that never changes: documents lie in it in
their default order, so that equal scores need no second sort key, and how often an option occurs is known beforehand.
"""

import re
from pathlib import Path

import numpy as np
from tantivy import DocAddress, Index, Occur, Order, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer
from tantivy import Document as Entry

MEMORY = 4_000_000_000  # all that a writing thread may have: one that runs out starts a second segment
COMBINATIONS = 256  # of options in one column: with more, tantivy hands back too many buckets
FEW = 350  # matches for each column to be counted: up to here, reading the lists of options is faster
EXPANSIONS = 50  # a phrase prefix query silently leaves out all words after these


class TantivyEngine:
    """Searches and counts with tantivy.

    `options` names the options that will be counted, as `counted` does in `search`. Without it, each key is an option
    of its own, and any other option costs a query of its own.
    """

    def __init__(self, documents, folder=None, options=None):
        documents = sorted(documents, key=lambda document: document[3])
        if options is None:
            sets = [frozenset([key]) for key in sorted({key for _, _, keys, _ in documents for key in keys})]
        else:
            sets = [frozenset(keys) for codes in options.values() for keys in codes.values()]
        self.numbers = {keys: number for number, keys in enumerate(dict.fromkeys(sets))}
        has = self._find_options(documents)
        self.columns = pack(has)
        self.column_of = {number: column for column in self.columns for number in column.numbers}
        self.frequencies = has.sum(axis=1).tolist()
        self._build(documents, has, folder)

    def search(self, *, clauses, groups, counted, page=1, page_size=20, order="score"):
        """Return how many entries match, the ids of one page, and a count for every option of every group.

        A group without keys selects nothing and restricts nothing.
        """
        words = [self._clause(clause) for clause in clauses]
        chosen = {name: self._any(keys) for name, keys in groups.items() if keys}
        query = both(words, chosen.values())
        total, ids = self._page(query, (page - 1) * page_size, page_size, by_score=bool(words) and order == "score")
        free = {name: codes for name, codes in counted.items() if name not in chosen}
        counts = self._count(query, free, total)
        for name in chosen:
            if name in counted:
                others = both(words, [choice for other, choice in chosen.items() if other != name])
                counts |= self._count(others, {name: counted[name]})
        return total, ids, {name: counts[name] for name in counted}

    def _find_options(self, documents):
        """Tell which option (row) each document (column) has."""
        with_key = {}
        for keys, number in self.numbers.items():
            for key in keys:
                with_key.setdefault(key, []).append(number)
        has = np.zeros((len(self.numbers), len(documents)), dtype=bool)
        for place, (_, _, keys, _) in enumerate(documents):
            for key in keys:
                has[with_key.get(key, ()), place] = True
        return has

    def _build(self, documents, has, folder):
        builder = SchemaBuilder()
        builder.add_text_field("words", tokenizer_name="stems", index_option="freq")
        builder.add_text_field("keys", tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("option", indexed=True, fast=True)
        builder.add_integer_field("id", fast=True)
        builder.add_unsigned_field("place", fast=True)
        for column in self.columns:
            builder.add_unsigned_field(column.name, fast=True)
        self.schema = builder.build()
        if folder is None:
            index = Index(self.schema)
        else:
            Path(folder).mkdir(parents=True, exist_ok=True)
            index = Index(self.schema, path=str(folder), reuse=False)
        index.register_tokenizer("stems", TextAnalyzerBuilder(Tokenizer.whitespace()).build())
        writer = index.writer(heap_size=MEMORY, num_threads=1)
        combinations = [(column.name, column.places.tolist()) for column in self.columns]
        for place, (identity, words, keys, _) in enumerate(documents):
            entry = Entry()
            entry.add_integer("id", identity)
            entry.add_unsigned("place", place)
            entry.add_text("words", " ".join(words))
            for key in keys:
                entry.add_text("keys", key)
            for number in np.flatnonzero(has[:, place]).tolist():
                entry.add_unsigned("option", number)
            for name, places in combinations:
                entry.add_unsigned(name, places[place])
            writer.add_document(entry)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()
        if self.searcher.num_segments > 1:
            raise RuntimeError("The documents need more than one segment, so that equal scores could change places.")

    def _clause(self, clause):
        """Any of the words, scored; or any word with a prefix, which scores the same whatever the word."""
        if isinstance(clause, tuple):
            _, prefix = clause
            found = self.searcher.terms_with_prefix("words", prefix, limit=EXPANSIONS + 1)
            if len(found) <= EXPANSIONS:
                return Query.phrase_prefix_query(self.schema, "words", [prefix])
            return Query.regex_query(self.schema, "words", re.escape(prefix) + ".*")
        return either([Query.term_query(self.schema, "words", word, "freq") for word in dict.fromkeys(clause)])

    def _any(self, keys):
        """Entries with any of the keys, without a score."""
        number = self.numbers.get(frozenset(keys))
        if number is None:
            found = either([Query.term_query(self.schema, "keys", key, "basic") for key in keys])
        else:
            found = Query.term_query(self.schema, "option", number, "basic")
        return Query.const_score_query(found, 0.0)

    def _page(self, query, start, size, *, by_score):
        if query is None:
            total = self.searcher.num_docs
            hits = [DocAddress(0, place) for place in range(start, min(start + size, total))]
        elif by_score:
            result = self.searcher.search(query, size, offset=start)
            total, hits = result.count, [address for _, address in result.hits]
        else:
            result = self.searcher.search(query, size, offset=start, order_by_field="place", order=Order.Asc)
            total, hits = result.count, [address for _, address in result.hits]
        return total, self.searcher.fast_field_values("id", hits)

    def _count(self, query, groups, total=None):
        """Count the options of the groups among the entries that match. `total` says how many these are, if known."""
        numbers = {
            name: {code: self.numbers.get(frozenset(keys)) for code, keys in codes.items()}
            for name, codes in groups.items()
        }
        wanted = {number for codes in numbers.values() for number in codes.values() if number is not None}
        columns = {self.column_of[number] for number in wanted}
        if query is None:
            found = self.frequencies
        elif not columns or total == 0:
            found = [0] * len(self.numbers)
        elif total is not None and total <= FEW * len(columns):
            found = self._count_in_lists(query)
        else:
            found = self._count_in_columns(query, columns)
        return {
            name: {
                code: self._count_alone(query, groups[name][code]) if number is None else found[number]
                for code, number in codes.items()
            }
            for name, codes in numbers.items()
        }

    def _count_in_lists(self, query):
        """Go through the list of options of every entry: the fastest way for few entries."""
        request = {"option": {"terms": {"field": "option", "size": len(self.numbers)}}}
        found = [0] * len(self.numbers)
        for bucket in self.searcher.aggregate(query, request)["option"]["buckets"]:
            found[bucket["key"]] = bucket["doc_count"]
        return found

    def _count_in_columns(self, query, columns):
        """Count combinations of options, and add them up: a column with one value each is very fast to go through."""
        request = {column.name: {"terms": {"field": column.name, "size": len(column.table)}} for column in columns}
        answer = self.searcher.aggregate(query, request)
        found = [0] * len(self.numbers)
        for column in columns:
            times = np.zeros(len(column.table))
            for bucket in answer[column.name]["buckets"]:
                times[bucket["key"]] = bucket["doc_count"]
            for number, count in zip(column.numbers, (times @ column.table).tolist(), strict=True):
                found[number] = int(count)
        return found

    def _count_alone(self, query, keys):
        """Ask for an option that the index does not know."""
        if not keys:
            return 0
        found = self._any(keys)
        if query is not None:
            found = both([Query.const_score_query(query, 0.0)], [found])
        return self.searcher.search(found, 1).count


class Column:
    """Some options, and for each document the place in the table of its combination of them."""

    def __init__(self, name, numbers, places, table):
        self.name = name
        self.numbers = numbers
        self.places = places
        self.table = table  # a row for each combination, a column for each option: 1.0 where it has the option


def pack(has):
    """Pack all options into few columns: as many into each as do not make too many combinations."""
    columns = []
    numbers, places, table = start = [], np.zeros(has.shape[1], dtype=np.int64), np.zeros((1, 0))
    for number, row in enumerate(has):
        more_places, more_table = widen(places, table, row)
        if len(more_table) > COMBINATIONS and numbers:
            columns.append(Column(f"column{len(columns)}", numbers, places, table))
            numbers, (more_places, more_table) = [], widen(*start[1:], row)
        numbers, places, table = [*numbers, number], more_places, more_table
    if numbers:
        columns.append(Column(f"column{len(columns)}", numbers, places, table))
    return columns


def widen(places, table, row):
    """Add one option to the combinations, and keep those that occur."""
    both_ways = places * 2 + row
    used = np.flatnonzero(np.bincount(both_ways))
    renumbered = np.zeros(2 * len(table), dtype=np.int64)
    renumbered[used] = np.arange(len(used))
    return renumbered[both_ways], np.column_stack([table[used // 2], used % 2])


def either(queries):
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def both(words, filters):
    """All the queries together; None without any."""
    queries = [*words, *filters]
    if not queries:
        return None
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])
