"""Questions that can be asked of the catalogue, as chainable methods."""

from directory.catalogue.querysets.entries import EntryQuerySet
from directory.catalogue.querysets.revisions import RevisionQuerySet

__all__ = ["EntryQuerySet", "RevisionQuerySet"]
