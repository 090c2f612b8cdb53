"""How words match: conditions on an entry's document."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from directory.search.analysis import spaced


def matching_all(clauses, field="words"):
    """Entries whose document has every one of `clauses`, in any of its phrases."""
    return reduce(and_, (matching(clause, field) for clause in clauses), Q())


def matching(clause, field):
    wanted = (Q(**{f"document__{field}__contains": spaced(phrase)}) for phrase in clause.phrases)
    return reduce(or_, wanted)
