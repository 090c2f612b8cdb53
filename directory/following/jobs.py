"""Reading, each night, the banks that are followed. One that cannot be read keeps none of the others from it."""

import logging
from datetime import timedelta

from django.utils import timezone

from directory.catalogue.facts_in_words import count_in_words
from directory.following.models import Bank, Proposal
from directory.following.proposing import propose
from directory.following.reading.files import Files, fetch_whole
from directory.following.reading.values import UnreadableError

LATELY = timedelta(hours=3)
KEPT = timedelta(days=365)
FIRST_REASONS = 3
NOTHING_NEW = "Nothing has changed there."
NOT_FORESEEN = "Its files could not be read, for a reason that is in the log."
SORTS = {"withdrawn": "withdrawn", "changed": "changed", "new": "new", "alike": "like one of ours"}

logger = logging.getLogger(__name__)


def is_waiting():
    """Whether somebody waits for a bank to be read."""
    return Bank.objects.asked_for().exists()


def read_banks(*, now, ask=fetch_whole):
    """Read each bank that was not read lately, or that somebody asked for. Returns what came of it, in words."""
    Proposal.objects.filter(decided_at__lt=now - KEPT).delete()  # what was decided is in entries and `TheirEntry`
    banks = list(Bank.objects.to_read(now - LATELY))
    failed = sum(not read_bank(bank=bank, now=now, ask=ask) for bank in banks)
    return f"{count_in_words(len(banks), 'bank')} read" + (f", {failed} could not be" if failed else "")


def read_bank(*, bank, now, ask=fetch_whole):
    """Read one, and note what came of it. Returns whether it could be read."""
    asked = Bank.objects.filter(pk=bank.pk, asked=True)
    asked.update(asked=False)  # before it is read: whoever asks from now on is heard
    try:
        said = read_files(bank, Files(bank, ask), now)
    except UnreadableError as why:
        note_failure(bank, now, str(why))
        return False
    except Exception:
        logger.exception("The bank %s could not be read", bank.pk)
        note_failure(bank, now, NOT_FORESEEN)
        return False
    note(bank, tried_at=now, read_at=now, failing_since=None, outcome=said)
    return True


def read_files(bank, files, now):
    """What came, in words. Files that say what they said, and held nothing back, are not read again."""
    known = files.checksums | {"topics": sorted(bank.topics.values_list("code", flat=True))}
    if known == bank.files and not bank.more:
        return NOTHING_NEW
    contents = files.contents()
    came, more, left = propose(bank=bank, contents=contents, now=now)
    left.update(why for one in contents.values() for why in one.unreadable)
    unless_asked = Bank.objects.filter(pk=bank.pk, asked=False)  # somebody who has changed what we want, above all
    unless_asked.update(files=known)
    note(bank, more=more)
    return in_words(came, more, left)


def in_words(came, more, left):
    sorts = [f"{came[what]} {words}" for what, words in SORTS.items() if came[what]]
    said = f"Proposals: {', '.join(sorts)}." if sorts else "Nothing new for us."
    if more:
        said += f" {more:,} more wait there."
    if left:
        reasons = "; ".join(why.rstrip(".")[:200] for why, _ in left.most_common(FIRST_REASONS))
        said += f" Left out: {left.total():,} ({reasons})."
    return said


def note_failure(bank, now, why):
    since = bank.failing_since or timezone.now()
    note(bank, tried_at=now, failing_since=since, outcome=why)


def note(bank, **said):
    Bank.objects.filter(pk=bank.pk).update(**said)
