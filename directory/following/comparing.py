"""What another bank changed, put onto what ours says now: a part for each field, with what all three say."""

from dataclasses import dataclass, field

from directory.catalogue.records.comparing import in_words, is_same
from directory.catalogue.records.merging import groups_of, label_of_all, merged_fields, merged_rows_of
from directory.catalogue.records.reading import label_of
from directory.catalogue.records.rows import as_declared
from directory.catalogue.states import Status
from directory.following.translating import lines_in, ways_in

ADULTS = "adults"


@dataclass(frozen=True)
class Part:
    """One field, or some that make sense only together: what theirs said before, ours says now, and would say."""

    names: tuple
    label: str
    before: str  # in words, as the next two
    now: str
    after: str
    values: dict  # what ours would say
    clashes: bool  # somebody here has made something else of it, or nobody knows
    warnings: list = field(default_factory=list)
    is_number: bool = False  # a telephone number comes, goes, changes or is for somebody else
    leads_elsewhere: bool = False  # what readers press to get there leads to another place, or is for somebody else

    @property
    def is_serious(self):
        return self.is_number or self.leads_elsewhere

    @property
    def name(self):
        return self.names[0]

    @property
    def ticked(self):
        """By itself: never what a curator wrote, and nothing that makes ours less careful."""
        return not self.clashes and not self.warnings


def parts_of(model, base, ours, theirs):
    """What `theirs` would change of `ours`, since it said `base`; all that differs, where that is not known."""
    for names in groups_of(model):
        if all(name in theirs for name in names):
            values, _ = merged_fields(model, names, base, ours, theirs, mine_wins=False)
            if not all(is_same(values[name], ours.get(name)) for name in names):
                yield part(model, names, values, base, ours, label_of_all(model, names))
    for name in model.ROWS.keys() & theirs.keys():
        rows, _ = merged_rows_of(model, name, base, ours, theirs, {})
        if not is_same(rows, ours.get(name)):
            yield part(model, (name,), {name: rows}, base, ours, str(label_of(model, name)))


def part(model, names, values, base, ours, label):
    sides = [words_of(model, names, said) for said in (base, ours, values)]
    clashes = any(name not in base or not is_same(ours.get(name), base[name]) for name in names)
    after = ours | values
    is_number = lines_in(ours) != lines_in(after)
    return Part(
        names, label, *sides, values, clashes, list(warnings_of(ours, after)), is_number, leads_elsewhere(ours, after)
    )


def words_of(model, names, said):
    there = [name for name in names if name in said]
    found = [as_declared(model, name, said[name]) if name in model.ROWS else said[name] for name in there]
    return "\n".join(filter(None, (in_words(value) for value in found)))


def warnings_of(ours, after):
    """Where ours would guard children less than it does now."""
    if is_lower(after.get("age_min"), ours.get("age_min")):
        yield "They say that younger children can use it. Check that at its source."
    if ours.get("content_warning") and not after.get("content_warning"):
        yield "The content warning would go."
    if ours.get("when_not_to_use") and not after.get("when_not_to_use"):
        yield "What says when not to use it would go."
    if leads_elsewhere(ours, after):
        yield "It would lead readers to another place. Open it, and see whose it is."
    if ADULTS in ours.get("help_kinds", ()) and ADULTS not in after.get("help_kinds", ()):
        yield "It would no longer be a service for adults."


def leads_elsewhere(ours, after):
    return bool(ways_in(ours)) and not ways_in(after) <= ways_in(ours)


def is_lower(after, now):
    return after is not None and now is not None and after < now


def is_closing(ours, theirs):
    """Whether they say that the thing itself is no longer there, and we do not."""
    return ours.get("status") == Status.ACTIVE != theirs.get("status")
