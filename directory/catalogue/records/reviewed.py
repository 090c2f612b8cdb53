"""What a review of quality was about: when that becomes another thing, the review was of something else."""

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from directory.catalogue.duplicates import site_of

SAME_SUMMARY = 60  # of 100: a summary less like the one before is another summary


EMPTY = {"url": "", "resource_kinds": (), "age_min": None, "age_max": None, "summary": ""}
REVIEWED = set(EMPTY)


def replaced_parts(before, after):
    """What makes the thing of the record `after` another one than that of `before`, in words; often nothing."""
    before, after = ({**EMPTY, **record} for record in (before, after))
    parts = {
        "its web address is on another site": site_of(before["url"]) != site_of(after["url"]),
        "it is another kind of resource": set(before["resource_kinds"]) != set(after["resource_kinds"]),
        "its ages are others": any(before[name] != after[name] for name in ("age_min", "age_max")),
        "its summary is largely rewritten": not are_alike(before["summary"], after["summary"]),
    }
    return [words for words, replaced in parts.items() if replaced]


def are_alike(one, other):
    return fuzz.token_sort_ratio(default_process(one), default_process(other)) >= SAME_SUMMARY
