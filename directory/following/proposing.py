"""What waits for curators: as much of what a bank says as they can look at. All of it is noted, or nothing.

Each time it is made out anew what should wait, and what waits already is made the same. So a file that is read twice
brings nothing new, and what is no longer so waits no more.
"""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from directory.following.candidates import Candidates
from directory.following.models import Bank, Proposal, TheirEntry

MOST_WAITING = 100  # of a bank, of what is urgent and of the rest each: what nobody can look at helps nobody
A_NIGHT = 50  # new ones, of either
LOOKED_AT = 500  # of those that would be next


def propose(*, bank, contents, now):
    """Make what waits of `bank` what its files say. Returns (how many of each sort, how many more, what is left).

    To find that out takes a while, in which nobody waits for us. What somebody decides meanwhile is left as it is.
    """
    begun = timezone.now()
    candidates = Candidates(bank, contents)
    waiting = Proposal.objects.filter(bank=bank, state=Proposal.State.WAITING)
    Selection(candidates, candidates.found, waiting)  # what takes long in it is remembered
    with transaction.atomic():
        Bank.objects.select_for_update().get(pk=bank.pk)
        decided = set(Proposal.objects.filter(bank=bank, decided_at__gte=begun).values_list("uuid", flat=True))
        found = [one for one in candidates.found if one.published.uuid not in decided]
        selection = Selection(candidates, found, waiting.select_for_update())
        selection.save(bank, now)
        note_what_is_the_same(candidates, decided)
    return Counter(one.what for one in selection.chosen), selection.more, candidates.left


class Selection:
    """Of what is found: what waits already (`there`), what is `chosen` to wait beside it, and how many `more`."""

    def __init__(self, candidates, found, waiting):
        self.candidates, self.waiting = candidates, {one.uuid: one for one in waiting}
        usable = {one.published.uuid: one for one in found if self.may_stay(one)}
        self.there = {uuid: usable[uuid] for uuid in self.waiting if uuid in usable}
        new = [one for one in found if one.published.uuid not in self.waiting]
        self.chosen, unusable = [], 0
        for is_urgent in (True, False):
            unusable += self.choose([one for one in new if one.is_urgent == is_urgent], self.room_for(is_urgent))
        self.more = len(new) - len(self.chosen) - unusable

    def may_stay(self, one):
        """Whether what waits already may say what they say now."""
        proposal = self.waiting.get(one.published.uuid)
        return proposal is not None and (one.is_said_by(proposal) or self.candidates.is_usable(one))

    def room_for(self, is_urgent):
        return min(A_NIGHT, MOST_WAITING - sum(one.is_urgent == is_urgent for one in self.there.values()))

    def choose(self, some, room):
        """The first of `some` for which there is room. Returns how many before them are of no use."""
        unusable = 0
        for one in some[:LOOKED_AT]:
            if room <= 0:
                break
            if self.candidates.is_usable(one):
                self.chosen.append(one)
                room -= 1
            else:
                unusable += 1
        return unusable

    def save(self, bank, now):
        """Have what waits say what they say now; what is no longer so waits no more."""
        for uuid, proposal in self.waiting.items():
            if uuid not in self.there:
                proposal.delete()
            elif not self.there[uuid].is_said_by(proposal):
                self.there[uuid].fill(proposal).save()
        Proposal.objects.bulk_create(
            one.fill(Proposal(bank=bank, uuid=one.published.uuid, received_at=now)) for one in self.chosen
        )


def note_what_is_the_same(candidates, decided):
    """What no curator need see: ours and theirs say the same, or what was gone is there again."""
    TheirEntry.objects.bulk_create(
        [link for link in candidates.new_links if link.uuid not in decided],
        update_conflicts=True,
        unique_fields=["bank", "uuid"],
        update_fields=["kind", "entry", "record"],
    )
    level = [link for link in candidates.level if link.uuid not in decided]
    TheirEntry.objects.bulk_update(level, ["record", "gone"], batch_size=200)
