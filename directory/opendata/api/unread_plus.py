"""“+” in an address means a blank, unless it is encoded: a moment with an offset that was pasted in has lost it."""

import re

LOST = re.compile(r"(T[\d:.]+) (\d\d:?\d\d)$", re.IGNORECASE)


def with_its_plus(moment):
    return LOST.sub(r"\1+\2", moment)
