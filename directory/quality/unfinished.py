"""Reviews that somebody saved half way, and whether what they look at is still the same thing."""

from directory.catalogue.records.reading import record_of
from directory.catalogue.records.reviewed import replaced_parts
from directory.quality.models import UnfinishedReview


def unfinished_of(*, entry, reviewer=None, invitation=None):
    return UnfinishedReview.objects.filter(entry=entry, reviewer=reviewer, invitation=invitation).first()


def save_half_way(*, entry, role, judgements, version, reviewer=None, invitation=None):
    """Keep what somebody has found so far of the `version` of `entry` that they looked at."""
    said = {"role": role, "judgements": judgements, "version": version}
    who = {"reviewer": reviewer, "invitation": invitation}
    return UnfinishedReview.objects.update_or_create(entry_id=entry.pk, **who, defaults=said)[0]


def forget_unfinished(*, entry, reviewer=None, invitation=None):
    UnfinishedReview.objects.filter(entry=entry, reviewer=reviewer, invitation=invitation).delete()


def replaced_since(entry, version):
    """What makes `entry` another thing than at its version of that number, in words; often nothing."""
    seen = entry.revisions.filter(number=version).first()
    return replaced_parts(seen.record_today, record_of(entry)) if seen and seen.record else []
