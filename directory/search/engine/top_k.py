"""The best few of many documents, without putting all of them in order."""

import numpy as np

from directory.search.engine.sorted_arrays import ALL

SAMPLED_FROM = 4_000  # scores
STEP = 16


def top_scores(scores, count):
    """Places of scores that have the `count` greatest among them, and few more.

    Which are great enough is guessed from a sample, and checked: cheaper than to part all of them exactly.
    """
    if len(scores) < SAMPLED_FROM or count * STEP > len(scores):
        return ALL
    sample = scores[::STEP]
    wanted = min(len(sample), 2 * count // STEP + 8)
    enough_for_all = np.partition(sample, len(sample) - wanted)[len(sample) - wanted]
    places = np.flatnonzero(scores >= enough_for_all)
    return places if len(places) >= count else ALL


def smallest_keys(documents, keys, offset, count):
    """The documents with the smallest keys, in order, from `offset` on."""
    end = offset + count
    if end < len(keys):
        first = np.argpartition(keys, end - 1)[:end]
        documents, keys = documents[first], keys[first]
    return documents[np.argsort(keys, kind="stable")][offset:end].tolist()
