"""What the words mean where an adult has done it: no topic that is about what children do to each other."""

from dataclasses import replace

ABUSE = "child_sexual_abuse"
OF_A_CHILD = frozenset({"harmful_sexual_behaviour", "child_who_harmed"})  # of an adult, the same is abuse
BETWEEN_CHILDREN = OF_A_CHILD | {"physical_abuse", "bullying", "sexual_bullying", "initiation_hazing"}


def topics_of_adults(topics):
    """`topics`, the likeliest first, without those. What is of a sexual kind is child sexual abuse."""
    found, has_abuse = [], False
    for topic in topics:
        one = replace(topic, code=ABUSE) if topic.code in OF_A_CHILD else topic
        if one.code not in BETWEEN_CHILDREN and not (one.code == ABUSE and has_abuse):
            found.append(one)
            has_abuse = has_abuse or one.code == ABUSE
    return found
