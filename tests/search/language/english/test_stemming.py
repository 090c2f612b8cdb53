"""One term for all forms of a word, whoever else asks."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from directory.search.language.english.stemming import stem
from directory.search.language.english.word_frequencies import zipf_by_word


@pytest.mark.parametrize(
    ("one", "other"),
    [("bullied", "bullying"), ("policy", "policies"), ("child", "children"), ("behavior", "behaviour")],
)
def test_forms_of_a_word_have_one_term(one, other):
    assert stem(one) == stem(other)


def test_requests_that_stem_at_the_same_time_do_not_disturb_each_other():
    words = sorted(zipf_by_word())[::29]
    orders = [words[start:] + words[:start] for start in range(0, 800, 100)]
    stem.cache_clear()
    right = {word: stem(word) for word in words}
    stem.cache_clear()
    with ThreadPoolExecutor(len(orders)) as threads:
        found = list(threads.map(lambda order: {word: stem(word) for word in order}, orders))
    assert all(terms == right for terms in found)
