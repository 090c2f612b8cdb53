"""The tables of the catalogue: entries, their topics, their history and their former addresses."""

from directory.catalogue.models.entry import OLDEST_AGE, RESERVED, RESERVED_REFUSED, Entry
from directory.catalogue.models.former_slug import FORMER_REFUSED, FormerSlug
from directory.catalogue.models.revision import Revision, Version
from directory.catalogue.models.topic_tagging import TopicTagging
from directory.catalogue.models.working_copy import WorkingCopy, WorkingCopyStep

__all__ = [
    "FORMER_REFUSED",
    "OLDEST_AGE",
    "RESERVED",
    "RESERVED_REFUSED",
    "Entry",
    "FormerSlug",
    "Revision",
    "TopicTagging",
    "Version",
    "WorkingCopy",
    "WorkingCopyStep",
]
