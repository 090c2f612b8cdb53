"""What a row of a file is checked for before it is taken."""

import re
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError

from directory.catalogue.models import FORMER_REFUSED, RESERVED, RESERVED_REFUSED, Entry
from directory.catalogue.records.comparing import Difference, differences, in_words
from directory.catalogue.records.reading import label_of
from directory.catalogue.records.rows import refuse_rows_that_are_used
from directory.catalogue.records.texts import PersonalFindings
from directory.catalogue.records.values import single_value
from directory.catalogue.states import Status
from directory.catalogue.usage import reasons_to_stay

IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CONSTRAINTS = {"entry_ages_in_order", "entry_ages_both_or_neither", "entry_not_its_own_successor"}


@dataclass
class Imported:
    """What one row comes to: the entry, what it said, and what it will say."""

    entry: Entry
    before: dict
    after: dict
    new: bool
    personal: PersonalFindings | None = None
    question: object = None  # what somebody has to look at first, if anything
    ends_mark: list = field(default_factory=list)

    @property
    def differences(self):
        if self.new:
            given = {name: in_words(value) for name, value in self.after.items()}
            kind = type(self.entry)
            return [Difference(name, label_of(kind, name), "", words) for name, words in given.items() if words]
        return differences(type(self.entry), self.before, self.after)


class RowChecks:
    """The part of the table of a kind that refuses what may not be imported, with a sentence for each thing."""

    def refuse_other_identity(self, instance):
        """A new entry keeps the identifier that it had elsewhere; that of an entry which is here never changes."""
        if not instance.given_uuid:
            return
        if not IDENTIFIER.fullmatch(instance.given_uuid):
            raise ValidationError({"uuid": f"“{instance.given_uuid[:50]}” is not a permanent identifier."})
        given = UUID(instance.given_uuid)
        holder = self.holders.get(given)
        if instance.pk and holder != instance.pk:
            raise ValidationError({"uuid": "This is not the identifier of this entry. Leave it as it was exported."})
        if not instance.pk and (holder or given in self.seen_uuids):
            raise ValidationError({"uuid": "Another entry has this identifier. Leave it empty to get a new one."})
        self.seen_uuids.add(given)
        instance.uuid = given

    def refuse_taken_address(self, imported):
        """An address belongs to one entry of a kind, and none to a page of the site."""
        address = (imported.after.get("slug") or "").lower()
        if not address or address == imported.before.get("slug"):
            return
        if address in RESERVED:
            raise ValidationError({"slug": RESERVED_REFUSED})
        if self.former.get(address, imported.entry.pk) != imported.entry.pk:
            raise ValidationError({"slug": FORMER_REFUSED})
        if address in self.addresses:
            raise ValidationError({"slug": "Another entry of this kind has this web address."})
        self.addresses.add(address)
        imported.after["slug"] = address

    def refuse_older(self, instance):
        given = getattr(instance, "given_version", None)
        now = self.versions.get(instance.pk)
        if instance.pk and given and now and given != now:
            raise ValidationError(
                f"The entry has changed since this file was made (version {given}, now {now}). Export it again."
            )

    def found(self, imported):
        """The row's values as the entry wants them: (single ones, lists of terms and entries)."""
        single, many, wrong = {}, {}, {}
        for name in self.headers:
            field = self.named.get(name)
            if field is None:
                continue
            try:
                if field.many_to_many:
                    many[name] = self.items(field, imported.after[name])
                elif field.is_relation:
                    single[name] = self.item(field, imported.after[name])
                else:
                    single[name] = single_value(field, imported.after[name])
            except ValidationError as error:
                wrong[name] = error.messages
        if wrong:
            raise ValidationError(wrong)
        return single, many

    def item(self, field, name):
        return self.items(field, [name])[0] if name else None

    def items(self, field, names):
        if field.name in self.terms:
            return [self.terms[field.name].by_code[name] for name in names]
        return [self.entry_named(field, name) for name in names]

    def entry_named(self, field, name):
        """Another entry, by "kind:reference". Those of the same file must be there before."""
        kind, _, reference = name.partition(":")
        found = field.related_model.objects.arrived().filter(kind=kind, reference=reference).first()
        if found is None:
            raise ValidationError(f"There is no entry “{name}”. Write it like organisation:childline.")
        return found

    def refuse_constrained(self, instance):
        """What the database would refuse, in words. Asked once for each pair of ages: asking takes a query."""
        key = (instance.age_min, instance.age_max, bool(instance.successor_id) and instance.pk)
        if key not in self.asked:
            self.asked[key] = [message for name in CONSTRAINTS for message in constraint_problems(name, instance)]
        if self.asked[key]:
            raise ValidationError(self.asked[key])

    def refuse_personal(self, imported):
        """What is certainly about a person is never kept, wherever it comes from."""
        for name, words in imported.personal.certain:
            raise ValidationError({name: words})

    def refuse_loss(self, instance, imported):
        """A row that something else points to stays, such as a number that readers are told to call."""
        for name in self.model.ROWS.keys() & imported.before.keys():
            if imported.before[name] != imported.after[name]:
                refuse_rows_that_are_used(instance, name, imported.after[name])

    def refuse_unfit(self, instance, imported):
        """What readers see stays complete."""
        if not instance.is_published:
            return
        self.refuse_to_leave(instance, imported)
        rows = {name: imported.after[name] for name in self.model.ROWS.keys() & imported.after.keys()}
        if problems := instance.publication_problems(imported.single | imported.many | rows):
            raise ValidationError([f"{problem} Readers can see this entry now." for problem in problems])

    def refuse_to_leave(self, instance, imported):
        """What readers look for in an emergency is not closed by a file."""
        before, after = imported.before.get("status"), imported.after.get("status")
        if before == Status.ACTIVE != after and (
            reasons := list(reasons_to_stay(self.model.objects.get(pk=instance.pk)))
        ):
            raise ValidationError({"status": reasons})


def constraint_problems(name, instance):
    constraint = next(item for item in Entry._meta.constraints if item.name == name)
    try:
        constraint.validate(Entry, instance)
    except ValidationError as error:
        yield from error.messages
