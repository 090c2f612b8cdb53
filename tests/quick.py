"""The quick loop (`make check`) runs every test, with fewer of the cases that are made up; CI tries all of them."""

from resourcebank import env

QUICK = env.boolean("QUICK_TESTS")


def fewer(number):
    """So many made-up cases or, in the quick loop, an eighth of them."""
    return max(1, number // 8) if QUICK else number


def some_of(cases, start=0):
    """All of them or, in the quick loop, every seventh from `start` on: whoever starts elsewhere tries others.

    Seven divides no number of answers to a question, so that combinations of answers are spread over all of them.
    """
    return cases[start::7] if QUICK else cases
