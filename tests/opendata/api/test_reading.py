"""Pages of a list that changes while it is read: in memory, so that many ways of it are cheap to try."""

from random import Random
from types import SimpleNamespace

import pytest

from directory.opendata.api.v1.reading import window_at


class Bank:
    """A question to a bank without a database: entry -> (what it is sorted by, the revision of its last change)."""

    def __init__(self, number, query_text=""):
        self.revision, self.query_text, self.gone = 0, query_text, {}
        self.entries = {pk: (pk, 0) for pk in range(number)}

    @property
    def snapshot(self):
        return SimpleNamespace(born="born", vocabulary_revision=0, revision=self.revision)

    def ids_from(self, start, most, cursor):
        order = [((rev, 0) if rev > cursor.since else (-1, key), pk) for pk, (key, rev) in self.entries.items()]
        ids = [pk for _, pk in sorted(order)]
        return len(ids), ids[start : start + most]

    def changed_after(self, revision):
        written = {pk: rev for pk, (_, rev) in self.entries.items()} | self.gone
        return {pk for pk, rev in written.items() if rev > revision}

    def change(self, chance):
        """A few entries get another title, are withdrawn, or are added."""
        self.revision += 1
        for pk in chance.sample(sorted(self.entries), min(len(self.entries), chance.randrange(4))):
            if chance.random() < 0.5:
                self.entries[pk] = chance.uniform(-1, 20), self.revision
            else:
                del self.entries[pk]
                self.gone[pk] = self.revision
        if chance.random() < 0.3:
            self.entries[100 + self.revision] = chance.uniform(-1, 20), self.revision


def read_through(bank, size, between=lambda: None):
    cursor, windows = None, []
    while not windows or cursor:
        windows.append(window_at(bank, cursor, size))
        cursor = windows[-1].next
        between()
    return windows


@pytest.mark.parametrize("words", ["", "words"])
def test_what_was_there_throughout_comes_however_the_rest_changes(words):
    for seed in range(400):
        chance, bank = Random(seed), Bank(12, words)
        there, changes = set(bank.entries), iter(range(12))  # and then it is left in peace: every reading must end

        def between(chance=chance, bank=bank, changes=changes):
            if next(changes, None) is not None and chance.random() < 0.5:
                bank.change(chance)

        windows = read_through(bank, chance.randrange(1, 6), between)
        given = {pk for window in windows for pk in window.ids}
        assert (seed, there & set(bank.entries) - given) == (seed, set())
        assert len(windows) < 200


@pytest.mark.parametrize("size", range(1, 9))
def test_pages_of_any_size_are_the_same_both_ways(size):
    bank = Bank(7)
    there = read_through(bank, size)
    assert [pk for window in there for pk in window.ids] == list(bank.entries)
    back, window = [], there[-1]
    while window:
        back.append(window.ids)
        window = window.previous and window_at(bank, window.previous, size)
    assert back == [window.ids for window in reversed(there)]


def test_a_page_before_this_one_is_still_the_same_if_something_is_added():
    bank = Bank(9)
    second = window_at(bank, window_at(bank, None, 3).next, 3)
    bank.revision += 1
    bank.entries[200] = -1, bank.revision
    assert window_at(bank, second.previous, 3).ids == [0, 1, 2]
    assert window_at(bank, second.next, 3).ids == [6, 7, 8]
