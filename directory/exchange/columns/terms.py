"""The terms of a vocabulary as people write them: by code or label, in any case, with spaces, between commas."""

import re
from collections import defaultdict
from difflib import get_close_matches

from django.core.exceptions import ValidationError

BETWEEN_TERMS = re.compile(r"[;|\n]")  # and commas, where a label has none
LISTED = 15  # terms that a message names all of


def folded(text):
    """One form for "Online safety", "online_safety" and "ONLINE-SAFETY"."""
    return re.sub(r"[\s_–-]+", " ", text.replace("&", " and ")).strip().casefold()


class Terms:
    """Every term that a field can hold, by its code: a row is read without asking the database."""

    def __init__(self, field):
        self.field = field
        self.by_code = {term.code: term for term in field.related_model.objects.all()}
        self.named = defaultdict(list)
        for code, term in self.by_code.items():
            for name in {folded(name) for name in (term.label, getattr(term, "short", ""), str(term)) if name}:
                self.named[name].append(code)
        self.named |= {folded(code): [code] for code in self.by_code}

    def read(self, text):
        """The codes that a cell names, or the one. Raises ValidationError that names the nearest."""
        if not self.field.many_to_many:
            return self.code(text.strip()) if text.strip() else None
        pieces = [piece.strip() for piece in BETWEEN_TERMS.split(text) if piece.strip()]
        return sorted({self.code(name) for piece in pieces for name in self.between_commas(piece)})

    def between_commas(self, piece):
        """The names in a piece of a cell. A label may have a comma itself: the longest that is known is one name."""
        parts, names = piece.split(","), []
        while parts:
            sizes = range(len(parts), 0, -1)
            size = next((size for size in sizes if folded(",".join(parts[:size])) in self.named), 1)
            names.append(",".join(parts[:size]).strip())
            parts = parts[size:]
        return [name for name in names if name]

    def code(self, name):
        codes = [name] if name in self.by_code else self.named.get(folded(name), ())
        if len(codes) != 1:
            noun = self.field.related_model._meta.verbose_name
            wrong = f"names more than one {noun}" if codes else f"is not {with_article(noun)}"
            raise ValidationError(f"“{name}” {wrong}.{self.advice(name, codes)}")
        return codes[0]

    def advice(self, name, codes):
        near = list(codes) or [
            self.named[found][0] for found in get_close_matches(folded(name), self.named, n=1, cutoff=0.7)
        ]
        if near:
            return f" Did you mean {' or '.join(f'“{word}”' for word in self.words(near))}?"
        offered = [code for code, term in self.by_code.items() if not term.retired]
        return f" It can be: {'; '.join(self.words(offered))}." if len(offered) <= LISTED else ""

    def words(self, codes):
        """Their labels, or their codes where labels do not tell them apart."""
        labels = [str(self.by_code[code]) for code in codes]
        return labels if len(set(labels)) == len(codes) else codes


def with_article(noun):
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
