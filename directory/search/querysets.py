"""How words match: conditions on an entry's document."""

from functools import reduce
from operator import or_

from django.db.models import Q

from directory.search.analysis import spaced


def matching(clause):
    """Entries whose document has any of the clause's phrases."""
    return reduce(or_, (Q(document__words__contains=spaced(phrase.terms)) for phrase in clause.phrases))
