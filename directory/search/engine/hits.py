"""The index's answer as plain values."""

from dataclasses import dataclass, field, replace

from directory.search.engine.pagination import page_count


@dataclass(frozen=True)
class Hits:
    """The answer: how many entries match, the ids of one page of them in order, and an exact count per option.

    `counts` maps facet name -> option code -> the entries that match every other filter and that option. `whole` says
    that something in the bank has all the words. `revisions` are those of the documents of `ids`. `near` are, on the
    last page, a few more that have not the words and are near to them in meaning: in no total and no count.
    """

    total: int
    page: int
    ids: list[int]
    counts: dict[str, dict[str, int]]
    whole: bool = True
    revisions: list[int] = field(default_factory=list, compare=False)
    near: list[int] = field(default_factory=list, compare=False)
    near_revisions: list[int] = field(default_factory=list, compare=False)

    @property
    def with_near(self):
        """The same with what is near among its ids."""
        return replace(self, ids=self.ids + self.near, revisions=self.revisions + self.near_revisions)

    @property
    def pages(self):
        return page_count(self.total)
