"""What a list of needs says where nobody said whether a thing was made for them.

Until release 0.2.0, and in tables that people have, a long list means "any" and an ordinary level means nothing.
"""

MEANS_ANY = 10  # needs: a list of so many says no more than none
ORDINARY = frozenset({"mainstream", "working_above", "working_below"})

# Kinds of resource that are taught with, and those that are given to pupils or parents, by the codes we start with:
# what older records are read by. Today the vocabulary says so.
TAUGHT = frozenset(
    "lesson_plan lesson_pack scheme_of_work assembly activity video story_book programme poster".split()
)
GIVEN = frozenset("website_young_people leaflet newsletter film_for_parents".split())


def needs_said(codes, *, for_staff):
    """Those of `codes` that a thing was made for or adapted to; none of them, if they say nothing."""
    says_nothing = len(codes) >= MEANS_ANY or (for_staff and ORDINARY.issuperset(codes))
    return [] if says_nothing else list(codes)


def with_needs_said(record, *, for_staff):
    """A record of needs with what it says in today's words; a helpline is for everyone."""
    if "for_everyone" in record or "abilities" not in record:
        return record
    said = {
        "abilities": needs_said(record["abilities"], for_staff=for_staff),
        "for_everyone": bool(record.get("crisis")),
    }
    return record | said


def is_for_staff(kind, resource_kinds=(), for_pupils=TAUGHT | GIVEN):
    """Whether staff read what is of this kind and, if it is a resource, of these kinds of resource.

    `for_pupils` are the kinds of resource that pupils or their parents get.
    """
    return kind != "organisation" and for_pupils.isdisjoint(resource_kinds)
