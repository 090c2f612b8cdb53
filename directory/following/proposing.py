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

    To find that out takes a while, and nobody waits for it. What somebody decides meanwhile is left as it is.
    """
    begun = timezone.now()
    candidates = Candidates(bank, contents)
    with transaction.atomic():
        Bank.objects.select_for_update().get(pk=bank.pk)
        decided = set(Proposal.objects.filter(bank=bank, decided_at__gte=begun).values_list("uuid", flat=True))
        found = {one.published.uuid: one for one in candidates.found if one.published.uuid not in decided}
        there = waiting_as_found(bank, candidates, found)
        chosen, more = chosen_of(
            candidates, [one for uuid, one in found.items() if uuid not in there], there.values()
        )
        Proposal.objects.bulk_create(
            one.fill(Proposal(bank=bank, uuid=one.published.uuid, received_at=now)) for one in chosen
        )
        note_what_is_the_same(candidates, decided)
    return Counter(one.what for one in chosen), more, candidates.left


def waiting_as_found(bank, candidates, found):
    """Have what waits say what they say now, and what is no longer so wait no more. Returns what of it is there."""
    there = {}
    for proposal in Proposal.objects.select_for_update().filter(bank=bank, state=Proposal.State.WAITING):
        one = found.get(proposal.uuid)
        if one and (one.is_said_by(proposal) or candidates.is_usable(one)):
            there[proposal.uuid] = one
            if not one.is_said_by(proposal):
                one.fill(proposal).save()
        else:
            proposal.delete()
            found.pop(proposal.uuid, None)
    return there


def chosen_of(candidates, new, there):
    """(as many of `new` as may wait beside what is `there`, how many more there are)."""
    chosen, unusable = [], 0
    for is_urgent in (True, False):
        room = min(A_NIGHT, MOST_WAITING - sum(one.is_urgent == is_urgent for one in there))
        for one in [one for one in new if one.is_urgent == is_urgent][:LOOKED_AT]:
            if room <= 0:
                break
            if candidates.is_usable(one):
                chosen.append(one)
                room -= 1
            else:
                unusable += 1
    return chosen, len(new) - len(chosen) - unusable


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
