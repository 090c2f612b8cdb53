"""A search read page by page, of which nothing is lost though entries change, come or go meanwhile.

All pages are in the order in which the first was. What has changed since then comes last, in the order in which it
did. So all else keeps its order, and what stood before a page is fewer by what has changed at most: a page that
begins so many places sooner may give a few entries again, and leaves none out.
"""

from dataclasses import astuple, dataclass

from directory.search.pages.filters.filterset import index_moment


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: at a place, right after an entry, in the list as it was when this was given.

    `since` and `moment` are the revision and time at which the first page was read, `seen` is the revision at which
    this was given. `of` are the index and vocabularies that both are of.
    """

    of: str
    since: int
    moment: list
    seen: int
    place: int = 0
    after: int | None = None


@dataclass(frozen=True)
class Window:
    """A page of ids, and what the cursors of its neighbours hold."""

    total: int
    ids: list
    next: tuple | None
    previous: tuple | None


def window_at(question, cursor, size):
    """The page of a question's list that begins at what a cursor holds; the first, without one."""
    here = place_now(question, Cursor(*cursor) if cursor else beginning(question))
    begin = max(0, here.place - size - 1)
    total, ids = question.ids_from(begin, here.place + size - begin, here)
    page = ids[here.place - begin :]
    end = here.place + len(page)

    def cursor_at(place):
        return astuple(moved(here, place, ids[place - begin - 1] if place else None))

    return Window(
        total,
        page,
        next=cursor_at(end) if page and end < total else None,
        previous=cursor_at(max(0, here.place - size)) if here.place else None,
    )


def beginning(question):
    """Of a list that is read from now on."""
    snapshot = question.snapshot
    of = f"{snapshot.born}-{snapshot.vocabulary_revision}"
    return Cursor(of, snapshot.revision, list(index_moment()), snapshot.revision)


def moved(cursor, place, after, seen=None):
    return Cursor(cursor.of, cursor.since, cursor.moment, seen or cursor.seen, place, after)


def place_now(question, cursor):
    """The same in the list as it is now. Where its order may be quite another one, the list begins anew."""
    anew = beginning(question)
    if cursor.of != anew.of:
        return anew
    changed = question.changed_after(cursor.seen) if cursor.seen != anew.seen else set()
    if changed and question.query_text:  # how well words fit depends on what else there is
        return anew
    place = place_after_changes(question, cursor, changed) if changed else cursor.place
    return moved(cursor, place, cursor.after, anew.seen)


def place_after_changes(question, cursor, changed):
    """Right after the same entry if that has stayed, else as many places sooner as have changed."""
    soonest = max(0, cursor.place - len(changed) - 1)
    before = question.ids_from(soonest, cursor.place - soonest, cursor)[1]
    if cursor.after in before and cursor.after not in changed:
        return soonest + before.index(cursor.after) + 1
    return max(0, cursor.place - len(changed))
