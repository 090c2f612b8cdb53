"""What two people did to one record, put together: only what both changed, each to something else, is asked about."""

from dataclasses import dataclass

from directory.catalogue.records.comparing import in_words, is_same
from directory.catalogue.records.merging_rows import merged_rows
from directory.catalogue.records.reading import fields_of, label_of
from directory.catalogue.records.rows import as_declared, declared_rows, has_order, in_order, row_model

MINE, THEIRS = "mine", "theirs"
UNKNOWN = object()  # what no side says


@dataclass(frozen=True)
class Conflict:
    """What two people made different things of: fields that make sense only together, or some of the rows."""

    names: tuple
    label: str
    base: str  # in words, as the two that follow
    mine: str
    theirs: str

    @property
    def name(self):
        """What a decision about it goes by."""
        return self.names[0]


def three_way(model, base, mine, theirs, decided=None):
    """(the record that says what both did since `base`, what they did that cannot stand together).

    In a conflict it says what `theirs` does, so that nothing of theirs is undone unseen, until `decided` maps the
    conflict's name to `MINE` or `THEIRS`. Terms are put together one by one, rows row by row. Where `base` says
    nothing of a field, all that differs is a conflict.
    """
    decided, record, conflicts = decided or {}, dict(theirs), []
    for names in groups_of(model):
        values, sides = merged_fields(model, names, base, mine, theirs, mine_wins=decided.get(names[0]) == MINE)
        record |= values
        conflicts += [Conflict(names, label_of_all(model, names), *sides)] if sides else []
    for name in declared_rows(model):
        record[name], clashes = merged_rows_of(model, name, base, mine, theirs, decided)
        conflicts += clashes
    return record, [conflict for conflict in conflicts if conflict.name not in decided]


def merged_rows_of(model, name, base, mine, theirs, decided):
    """The same for the rows of one name: (the rows, what cannot stand together)."""
    rows, sides = merged_list(model, name, base, mine, theirs, mine_wins=decided.get(name) == MINE)
    if not sides or name in decided:
        return rows, []
    return rows, [Conflict((name,), str(label_of(model, name)), *map(in_words, sides))]


def groups_of(model):
    """The names of the fields; those that make sense only together (`TOGETHER` of the model) in one tuple."""
    together = {name: names for names in getattr(model, "TOGETHER", ()) for name in names}
    return dict.fromkeys(together.get(field.name, (field.name,)) for field in fields_of(model))


def label_of_all(model, names):
    return ", ".join(str(label_of(model, name)) for name in names)


def merged_fields(model, names, base, mine, theirs, *, mine_wins):
    """({name: value}, what the three say in words if that cannot stand together)."""
    sides = [[said.get(name, UNKNOWN) for name in names] for said in (base, mine, theirs)]
    was, one, other = sides
    if is_same(other, was):
        return with_names(names, one), None
    if is_same(one, was) or is_same(one, other):
        return with_names(names, other), None
    if model._meta.get_field(names[0]).many_to_many and UNKNOWN not in (was[0], one[0], other[0]):
        return {names[0]: merged_terms(*(set(side[0]) for side in sides))}, None
    return with_names(names, one if mine_wins else other), [side_in_words(side) for side in sides]


def with_names(names, values):
    return {name: value for name, value in zip(names, values, strict=True) if value is not UNKNOWN}


def side_in_words(values):
    return "\n".join(filter(None, (in_words(value) for value in values if value is not UNKNOWN)))


def merged_terms(base, mine, theirs):
    """Each term is a choice by itself: what either gave is there, what either took away is not."""
    return sorted((mine | theirs) - (base - mine) - (base - theirs))


def merged_list(model, name, base, mine, theirs, *, mine_wins):
    """(the rows, what the three say of those that cannot stand together)."""
    was, one, other = rows = [as_declared(model, name, said.get(name) or []) for said in (base, mine, theirs)]
    if name not in base and not is_same(one, other):
        return (one if mine_wins else other), rows
    by_place = has_order(row_model(model, name))
    merged, sides = merged_rows(was, one, other, by_place=by_place, mine_wins=mine_wins)
    return in_order(row_model(model, name), merged), sides
