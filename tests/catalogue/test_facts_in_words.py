import pytest

from directory.catalogue.facts_in_words import ages_in_words, duration_in_words, shorten_list


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ((7, 11), "7 to 11, key stage 2"),
        ((5, 11), "5 to 11, key stages 1 and 2"),
        ((4, 16), "4 to 16, key stages 1 to 4"),
        ((9, 10), "9 to 10"),
        ((18, 18), "18"),
        ((None, None), ""),
    ],
)
def test_ages_in_words(ages, words):
    assert ages_in_words(*ages) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(165, "2 hours 45 minutes"), (60, "1 hour"), (1, "1 minute"), (0, ""), (None, "")],
)
def test_duration_in_words(minutes, words):
    assert duration_in_words(minutes) == words


def test_shorten_list_never_hides_only_one():
    assert shorten_list(["a", "b", "c"], 2) == "a, b, c"
    assert shorten_list(["a", "b", "c", "d"], 2) == "a, b and 2 more"
