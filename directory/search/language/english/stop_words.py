"""Words that say little: those that are left out, and those that only help to rank."""

# Left out of entries and queries alike, so that a phrase keeps its shape with or without them.
STOP_WORDS = frozenset(
    """
    a about all also am an and any anybody anyone anything are as at be because been being but by can cannot could did
    do does doing dont for from get gets getting give go going got had has have having he help her here him his how i
    if im in into is it its ive let like look looking may me might must my need needs of on or our please she should
    so somebody someone something some such than that the their them then there these they this those to trying up us
    want wants was we were what when where which who whom why will with would you your
    """.split()
)

# Almost everything here is about these, or offers them: they help to rank, and nothing need have them unless nothing
# else is asked for.
WEAK_WORDS = frozenset(
    """
    advice after around ask asked asking before boy boyfriend boys call called child children class classroom contact
    daughter deal dealing dealt during email example examples friend girl girlfriend girls guidance happen happened
    happening hear help inform information keep keeping kept kid kids know lad lads manage managing material
    materials new people person phone pupil pupils resource resources ring school schools send sending sends sent
    setting settings sister son speak staff stop student students support supporting talk talking teach teacher
    teachers teaching teen teenage teenager teenagers teens tell tool tools use used using way ways work working young
    youth
    """.split()
)

# Who speaks of a child needs no service for adults, unless they speak of adults as well.
CHILD_WORDS = frozenset(
    """
    boy boys child children childs daughter daughters girl girls granddaughter grandson kid kids lad lads lass little
    pupil pupils schoolboy schoolgirl son sons stepdaughter stepson teen teenage teenager teenagers teens toddler
    """.split()
)
ADULT_WORDS = frozenset("adult adults grownup grownups".split())
