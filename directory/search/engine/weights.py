"""How much a word says: in one entry, by where it stands (its impact), and in a question, by how rare it is.

Everything is a whole number, so that two ways of computing an order can never differ by a rounding. The shape is that
of BM25F: a word in the title outweighs one in the text, the second mention adds less than the first, and a long field
says less with each of its words.
"""

from collections import defaultdict
from math import log

# What each field of an entry weighs, and how many words it typically has.
FIELD_WEIGHTS = {
    "title": (14, 7),
    "alias": (10, 3),
    "topic": (4, 4),
    "contact": (10, 3),
    "summary": (3, 25),
    "label": (1, 4),
    "body": (1, 80),
}

SATURATION = 10  # the weight of mentions that gives half of the greatest impact
GREATEST_IMPACT = 255


def impacts(fields):
    """The impact of each term of an entry, 1 to 255. `fields` are (name of the field, its terms) pairs."""
    mentions = defaultdict(float)
    for name, terms in fields:
        weight, typical = FIELD_WEIGHTS[name]
        each = weight / (0.5 + 0.5 * len(terms) / typical)
        for term in terms:
            mentions[term] += each
    return {
        term: max(1, round(GREATEST_IMPACT * weight / (weight + SATURATION))) for term, weight in mentions.items()
    }


def idf(entries, having, expected=0.0):
    """What a word weighs in a question when `having` of `entries` have it; 0 if none does.

    In a small bank many a word is rare that says nothing. `expected` is the share (0 to 1) of texts on any subject
    that would have it: so many count as having it too.
    """
    return max(1, round(8 * log(1 + entries / (having + expected * entries)))) if having else 0


HANDFUL = 5  # entries


def minimum_should_match(weights, best=()):
    """Of a question whose parts have these weights, how much an entry must have to match.

    Everything of one or two parts; three fifths of the weight of more, so that the words that matter must be there
    and the small change of a long sentence need not. `best` are the weights that the best entries have of it, the
    greatest first: where fewer than a handful have enough, as much as those is enough, down to a third of the best.
    Leave it out where just what was asked for is there.
    """
    total = sum(weights)
    goal = total if len(weights) <= 2 else rounded_up_share(3 * total, 5)
    return min(goal, max(best[:HANDFUL][-1], rounded_up_share(best[0], 3))) if best else goal


def rounded_up_share(number, parts):
    """Rounded up."""
    return -(-number // parts)


# Ranking: how far trust and fit lift a document, in hundredths of its score.
TRUSTED = 10  # for each step of trust: checked, quality assured
PREFERRED = 35  # for each preference that it satisfies
UNREACHED = 4  # for each step that an organisation is further from helping a child: see REACH
LEAST_TRUST = 2
MOST_PREFERENCES = 10
FURTHEST = 3
BASE_SCORE = 2_000  # what every document scores, so that trust and fit still count where the words say little


# Standing: what puts lists in order that no words do, smallest first. Its thousands say how far an organisation is
# from helping a child: 0 and 1 help, 2 and 3 do not; 0 and 2 can be called. Of every other kind they are 0.
REACH = 1_000
HELPING = 2 * REACH  # below it

# Meaning: how near is near, in thousandths (`meaning.nearness`).
LEAST_NEAR = 300
LEAST_NEAR_ALONE = 420  # where nothing has the words: nonsense must find nothing
MOST_NEAR = 5  # entries


def boost(trust, preferred, reach=0):
    """What a score is multiplied with, in hundredths."""
    return 100 + TRUSTED * (LEAST_TRUST - trust) + PREFERRED * preferred - UNREACHED * reach


ABOUT = 80  # the impact of being about what the words mean, for each unit that they weigh
LEAST_ABOUT = 10  # units


def about_score(weights):
    """What being about what the words of a question mean scores, where they have these weights."""
    return ABOUT * max(sum(weights), LEAST_ABOUT)


def hint_score(score):
    """A word that only helps to rank says half as much about what comes first."""
    return score // 2
