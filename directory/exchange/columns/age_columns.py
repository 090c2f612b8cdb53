"""Ages as schools write them - KS2, 5-11, Year 5 to 6 - in a column of their own or in that of the youngest age."""

import re

from django.core.exceptions import ValidationError

from directory.exchange.columns.cells import text_of
from directory.exchange.columns.terms import folded
from directory.taxonomy.models import KeyStage, YearGroup

AGES, YOUNGEST, OLDEST = "ages", "age_min", "age_max"
WORDS = {YOUNGEST: "youngest age", OLDEST: "oldest age"}
JOINTS = re.compile(r"\s*(-|–|—|\bto\b|\band\b|&|,|/|\+)\s*")
RANGE = {"-", "–", "—", "to"}


def names_of_ages():
    """What key stages and year groups are called, by readers of the search too -> (youngest, oldest)."""
    found = {}
    for term in (*KeyStage.objects.all(), *YearGroup.objects.all()):
        for name in (term.code, term.label, term.short, *term.search_words.splitlines()):
            found[folded(name)] = (term.age_min, term.age_max)
    return found


def with_ages(row, names):
    """The row with both ages in their own columns, if it has them in words or in one cell."""
    said = {name: text_of(row.get(name)).strip() for name in (AGES, YOUNGEST, OLDEST)}
    column = AGES if said[AGES] else YOUNGEST
    if not said[column] or (column == YOUNGEST and re.fullmatch(r"\d+", said[column])):
        return row
    found = ages_in(said[column], names)
    if found is None and column == YOUNGEST:
        return row  # and is told that this is no number
    if found is None:
        raise ValidationError(f"“{said[column]}” must be ages such as 5-11, KS2 or Year 5 to 6.")
    for name, age in zip((YOUNGEST, OLDEST), found, strict=True):
        if name != column and said[name] not in ("", str(age)):
            raise ValidationError(f"“{said[column]}” and the {WORDS[name]} “{said[name]}” do not agree.")
    return row | dict(zip((YOUNGEST, OLDEST), found, strict=True))


def ages_in(text, names):
    """(youngest, oldest), or None for what is not clear, such as two key stages with another between them."""
    text = re.sub(r"^(ages?|aged)\b:?|\b(years? olds?|years?|yrs?)( old)?$", "", text.strip().lower()).strip()
    if (whole := one_year(text)) in names:
        return names[whole]
    if figures := re.fullmatch(r"(\d{1,2})\s*(?:-|–|—|to)\s*(\d{1,2})", text):
        youngest, oldest = map(int, figures.groups())
        return (youngest, oldest) if youngest <= oldest else None
    first, *rest = JOINTS.split(text)
    spans = [names.get(one_year(first))]
    for joint, part in zip(rest[::2], rest[1::2], strict=True):
        part = re.match(r"\D*", first)[0] + part if part.isdigit() else part
        spans.append(names.get(one_year(part)))
        if None in spans or not follows(spans[-2], spans[-1], joint):
            return None
    return (spans[0][0], spans[-1][1]) if spans[0] else None


def one_year(name):
    return folded(re.sub(r"\byears\b", "year", name))


def follows(before, after, joint):
    return before[0] < after[0] and (joint in RANGE or after[0] <= before[1])
