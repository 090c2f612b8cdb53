"""American spellings as British ones, in which entries are written."""

import re

# American spellings, and mistakes that are not errors of typing, become the British ones that entries are written in.
# What is respelt for no reason does no harm: entries and queries are respelt alike.
RESPELT = [
    (re.compile(pattern), british)
    for pattern, british in (
        (r"^(behavi|neighb|fav|col|hon|lab|hum|harb|rum|endeav)or", r"\1our"),
        (r"(\w{3}[iy])z(?=e|ing|ation)", r"\1s"),
        (r"^(counse|labe|trave|cance|signa|mode)l(?=ing|ed|or|er)", r"\1ll"),
        (r"^(cen|thea|me)ter(?=s?$)", r"\1tre"),
        (r"^program(?=s?$)", "programme"),
        (r"^(p|orthop)ed(?=iatr)", r"\1aed"),
        (r"(offen|defen|licen|practi)s(?=e|ing)", r"\1c"),
        (r"^mom(?=s?$|m)", "mum"),
    )
]


def british(word):
    """A folded word in its British spelling."""
    for pattern, spelling in RESPELT:
        word = pattern.sub(spelling, word)
    return word
