"""How many of the cases that are made up are tried.

The quick loop (`make check`) runs every test with few of them. CI tries all, but where they cost minutes and are much
alike: of those its `usual` share, evenly spread. EVERY_CASE=1 tries those too, before a release.
"""

from resourcebank import env

QUICK = env.boolean("QUICK_TESTS")
EVERY = env.boolean("EVERY_CASE")


def fewer(number, usual=1):
    """So many made-up cases; in the quick loop an eighth of them, and in CI one of each `usual`."""
    return max(1, number // share(8, usual))


def some_of(cases, start=0, usual=1):
    """All of them; in the quick loop every seventh from `start` on: whoever starts elsewhere tries others.

    Seven divides no number of answers to a question, so that combinations of answers are spread over all of them.
    """
    return cases[start :: share(7, usual)]


def share(quick, usual):
    return quick if QUICK else 1 if EVERY else usual
