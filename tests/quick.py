"""The quick loop (`make check`) runs every test, with fewer of the cases that are made up; CI tries all of them."""

from resourcebank import env

QUICK = env.boolean("QUICK_TESTS")


def fewer(number):
    """So many made-up cases or, in the quick loop, an eighth of them."""
    return max(1, number // 8) if QUICK else number


def some_of(cases, start):
    """All of them or, in the quick loop, every eighth from `start` on: whoever starts elsewhere tries others."""
    return cases[start::8] if QUICK else cases
