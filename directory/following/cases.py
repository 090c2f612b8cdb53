"""A proposal against what ours says at this moment: what a curator is shown, and what is decided on."""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import ValidationError

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of, record_of
from directory.catalogue.records.texts import NOTHING_PERSONAL, personal_findings
from directory.following.comparing import parts_of
from directory.following.models import Proposal, TheirEntry
from directory.following.reading.values import UnreadableError
from directory.following.translating import Translator, numbers_in
from directory.organisations.telephone import written

What = Proposal.What


@dataclass(frozen=True)
class Case:
    """A proposal against what ours says at this moment. `entry` is ours, if it is there."""

    proposal: Proposal
    entry: Entry | None
    ours: dict
    theirs: dict
    parts: list
    missing: list  # what theirs names and we do not have

    @property
    def version(self):
        """What the page of it shows: a decision holds only for that."""
        ours = f"{self.entry.pk}-{self.entry.version}" if self.entry else "none"
        theirs = json.dumps([self.proposal.what, self.proposal.record], sort_keys=True)
        return f"{ours}-{sha256(theirs.encode()).hexdigest()[:16]}"

    def taken(self, names):
        """All of what is new; of what is ours too only what was ticked."""
        return [part for part in self.parts if self.entry is None or part.name in names]

    def after(self, names):
        values = {}
        for part in self.taken(names):
            values |= part.values
        return values

    def numbers(self, names=None):
        """The numbers that readers could call after it and not now, as people write them."""
        names = [part.name for part in self.parts] if names is None else names
        return [written(*number) for number in sorted(numbers_in(self.after(names)) - numbers_in(self.ours))]

    def touches_numbers(self, names):
        return self.entry is not None and any(part.is_number for part in self.taken(names))

    def ticked(self, names, not_personal):
        """What somebody ticked of the texts that `names` would bring: the page asks about those of all parts."""
        whole = self.personal([part.name for part in self.parts])
        return self.personal(names).digest if not_personal == whole.digest else not_personal

    def personal(self, names):
        """What looks as if it were about a person, in what ours would say."""
        if self.proposal.what == What.WITHDRAWN:
            return NOTHING_PERSONAL
        return personal_findings(model_of(self.proposal.kind), self.ours | self.after(names), before=self.ours)


def case_of(proposal):
    """Also of what is decided, as it would be now. Raises ValidationError where theirs cannot be used any more."""
    own = proposal.entry.specific if proposal.entry else None
    ours, translator = record_of(own) if own else {}, Translator(proposal.bank)
    if proposal.what == What.WITHDRAWN:
        return Case(proposal, own, ours, {}, [], [])
    model, kind = model_of(proposal.kind), Kind(proposal.kind)
    try:
        theirs = translator.record(kind, proposal.record)
        base = translator.record(kind, said_before(proposal))
    except UnreadableError as why:
        raise ValidationError(f"What they say cannot be used: {why}.") from None
    parts = list(parts_of(model, base, ours, theirs))
    return Case(proposal, own, ours, theirs, parts, list(translator.missing(kind, proposal.record)))


def said_before(proposal):
    """What theirs said when somebody last decided; nothing where it was never one of ours."""
    known = TheirEntry.objects.filter(bank=proposal.bank, uuid=proposal.uuid).exclude(entry=None).first()
    return known.record if known else {}
