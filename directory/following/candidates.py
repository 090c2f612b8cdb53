"""What might be proposed: all that a bank says now and ours does not, by what is known of each of its entries."""

from collections import Counter
from dataclasses import dataclass

from directory.catalogue.actions.history import in_batches
from directory.catalogue.models import Entry
from directory.catalogue.records.comparing import is_same
from directory.catalogue.records.reading import model_of, record_of, with_record_relations
from directory.catalogue.records.texts import personal_findings
from directory.catalogue.states import State
from directory.following.comparing import is_closing, parts_of
from directory.following.models import Proposal, TheirEntry
from directory.following.querysets import URGENT
from directory.following.reading.records import Published
from directory.following.reading.values import UnreadableError
from directory.following.recognising import Ours
from directory.following.translating import Translator

What = Proposal.What
WITHDRAWN, SERIOUS, CHANGED, NEW, ALIKE = range(5)  # ranks
TOPICS = Entry._meta.get_field("topics")
AT_ONCE = 200  # entries of ours that are read together
PERSONAL = "it looks as if it were about a person"


@dataclass(frozen=True)
class Candidate:
    """Something that might be proposed. `entry` is the id of ours, if it is about one."""

    what: What
    rank: int
    published: Published
    entry: int | None = None

    @property
    def is_urgent(self):
        return self.rank <= URGENT

    @property
    def values(self):
        """What a proposal says of it."""
        one = self.published
        said = {name: getattr(one, name) for name in ("kind", "title", "page", "record", "origins")}
        return {"what": self.what, "rank": self.rank, "entry_id": self.entry, **said}

    def is_said_by(self, proposal):
        return all(getattr(proposal, name) == value for name, value in self.values.items())

    def fill(self, proposal):
        for name, value in self.values.items():
            setattr(proposal, name, value)
        return proposal


class Candidates:
    """`found`, the most urgent first. By the way: `new_links` and `level`, where ours and theirs say the same, and
    `left`, why others cannot be used.
    """

    def __init__(self, bank, contents):
        self.bank, self.kinds = bank, {kind.value for kind in contents}
        self.there = {uuid for one in contents.values() for uuid in one.known}
        # By its identifier: one that is in two files is one.
        self.published = {one.uuid: one for some in contents.values() for one in some.entries}.values()
        self.ours, self.translator = Ours(bank), Translator(bank)
        self.decided = {one.uuid: one for one in TheirEntry.objects.filter(bank=bank)}
        self.linked = set(self.ours.linked)
        self.topics = set(bank.topics.values_list("code", flat=True))
        self.new_links, self.level, self.left, self.usable = [], [], Counter(), {}
        found = [*self.withdrawn(), *self.changed_there(), *self.not_linked()]
        self.found = sorted(found, key=lambda one: one.rank)

    # What they have taken away

    def withdrawn(self):
        local = {one.uuid for one in self.published if not one.is_national}
        seen = Entry.objects.filter(pk__in=self.linked).exclude(state=State.ARCHIVED)
        titles = dict(seen.values_list("pk", "title"))
        for link in self.decided.values():
            if not link.entry_id or link.kind not in self.kinds:
                continue
            is_there = link.uuid in self.there and link.uuid not in local
            if is_there and link.gone:
                link.gone = False
                self.level.append(link)
            elif not is_there and not link.gone and link.entry_id in titles:
                said = link.record or {"title": titles[link.entry_id]}  # it may have been forgotten
                as_it_was = Published(link.uuid, link.kind, said, "", [], is_national=True)
                yield Candidate(What.WITHDRAWN, WITHDRAWN, as_it_was, link.entry_id)

    # What they have changed of what is ours too

    def changed_there(self):
        changed = [(one, self.decided[one.uuid].entry_id) for one in self.wanted(linked=True)]
        changed = [pair for pair in changed if pair[0].record != self.decided[pair[0].uuid].record]
        for one, pk, ours in self.with_ours(changed):
            link = self.decided[one.uuid]
            parts = self.parts(one, ours, link.record)
            if parts:
                serious = is_closing(ours, one.record) or any(part.is_serious for part in parts)
                yield Candidate(What.CHANGED, SERIOUS if serious else CHANGED, one, pk)
            elif parts == []:
                link.record = one.record
                self.level.append(link)

    def with_ours(self, pairs):
        """(theirs, id of ours, what ours says) of each pair; without what is archived here, which nobody sees."""
        kinds = {}
        for one, pk in pairs:
            kinds.setdefault(one.kind, []).append((one, pk))
        for kind, some in kinds.items():
            entries = with_record_relations(model_of(kind)).exclude(state=State.ARCHIVED)
            for part in in_batches(some, AT_ONCE):
                ours = {entry.pk: record_of(entry) for entry in entries.filter(pk__in=[pk for _, pk in part])}
                yield from ((one, pk, ours[pk]) for one, pk in part if pk in ours)

    def parts(self, one, ours, before):
        """What differs; None, and it is counted, where theirs cannot be used."""
        model = model_of(one.kind)
        try:
            theirs = self.translator.record(one.kind, one.record)
        except UnreadableError as why:
            self.left[str(why)] += 1
            return None
        if personal_findings(model, ours | theirs, before=ours).certain:
            self.left[PERSONAL] += 1
            return None
        return list(parts_of(model, self.base(one.kind, before), ours, theirs))

    def base(self, kind, before):
        try:
            return self.translator.record(kind, before)
        except UnreadableError:
            return {}

    # What we have no link with

    def not_linked(self):
        """New ones, and those like one of ours. What says just what ours says is linked with it.

        All that look like one of ours come first. What only has the identifier of one is for a curator to judge, and
        new where that one is taken: no such word hides anything.
        """
        alike, unlike = [], []
        for one in self.wanted(linked=False):
            if not one.is_active or self.was_refused(one) or self.ours.came_by_another_way(one):
                continue
            twin = self.ours.twin(one)
            if twin is None:
                unlike.append(one)
            elif self.takes(twin):
                alike.append((one, twin.pk))
        for one in unlike:
            claimed = self.ours.claimed(one)
            if claimed and self.takes(claimed):
                alike.append((one, claimed.pk))
            else:
                yield Candidate(What.NEW, NEW, one)
        for one, pk, ours in self.with_ours(alike):
            parts = self.parts(one, ours, {})
            if parts:
                yield Candidate(What.ALIKE, ALIKE, one, pk)
            elif parts == []:
                said = {"uuid": one.uuid, "kind": one.kind, "record": one.record}
                self.new_links.append(TheirEntry(bank=self.bank, entry_id=pk, **said))

    def takes(self, twin):
        """Whether nothing of this bank is about that one of ours yet. From now on something is: one is enough."""
        if twin.is_archived or twin.pk in self.linked:
            return False
        self.linked.add(twin.pk)
        return True

    def was_refused(self, one):
        known = self.decided.get(one.uuid)
        return known is not None and is_same(known.record, one.record)

    def wanted(self, *, linked):
        """The national ones about the topics that are followed, linked with one of ours or not."""
        for one in self.published:
            known = self.decided.get(one.uuid)
            is_linked = known is not None and known.entry_id is not None
            if one.is_national and is_linked == linked and (is_linked or self.is_about_what_we_want(one)):
                yield one

    def is_about_what_we_want(self, one):
        return not self.topics or not self.topics.isdisjoint(self.translator.value(TOPICS, one.record["topics"]))

    def is_usable(self, one):
        """Whether ours could hold it. What is new is looked at no sooner than there is room for it, and once."""
        uuid = one.published.uuid
        if uuid not in self.usable:
            self.usable[uuid] = one.what != What.NEW or self.parts(one.published, {}, {}) is not None
        return self.usable[uuid]
