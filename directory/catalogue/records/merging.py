"""Two people changed the same record: what one of them changed is kept, what both did is for somebody to decide."""

from directory.catalogue.records.reading import fields_of


def three_way(model, base, mine, theirs):
    """(`theirs` with what `mine` changes of `base`, the names of the fields that both changed, each in its own way).

    In those fields the record says what `mine` does.
    """
    names = [*(field.name for field in fields_of(model)), *model.ROWS]
    changed = [name for name in names if name in mine and differ(mine, base, name)]
    conflicts = [name for name in changed if differ(theirs, base, name) and differ(theirs, mine, name)]
    return theirs | {name: mine[name] for name in changed}, conflicts


def differ(one, other, name):
    """A name that a record lacks counts as empty, as in `comparing`."""
    return (one.get(name) or None) != (other.get(name) or None)
