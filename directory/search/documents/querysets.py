"""How words match: conditions on an entry's document. And the groups of synonyms that curators keep."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from directory.search.language.text_analysis import fold


def has_clause(clause):
    """Entries whose document has any of the clause's phrases."""
    return reduce(or_, (Q(document__words__contains=joined_terms(terms)) for terms, _ in clause))


def joined_terms(terms):
    """Terms as documents store them: between single spaces, one at either end."""
    return f" {' '.join(terms)} "


class SynonymGroupQuerySet(models.QuerySet):
    def join(self, preferred, other):
        """From now on a search for `other` finds what one for `preferred` does. Returns whether it did not yet."""
        if fold(preferred) == fold(other):
            return False
        group = self._with_any({fold(preferred), fold(other)}) or self.model()
        phrases = group.phrases.splitlines()
        known = {fold(phrase) for phrase in phrases}
        added = [phrase for phrase in (preferred, other) if fold(phrase) not in known]
        if added:
            group.phrases = "\n".join([*phrases, *added])
            group.save()
        return bool(added)

    def part(self, preferred, other):
        """A search for `other` no longer finds what one for `preferred` does."""
        for group in self:
            lines = group.phrases.splitlines()
            left = [line for line in lines if fold(line) != fold(other)]
            if len(left) == len(lines) or fold(preferred) not in map(fold, left):
                continue
            if len(left) == 1:
                group.delete()
            else:
                group.phrases = "\n".join(left)
                group.save()

    def _with_any(self, folded):
        """The first group that has one of these phrases."""
        return next((group for group in self if folded & {fold(line) for line in group.phrases.splitlines()}), None)
