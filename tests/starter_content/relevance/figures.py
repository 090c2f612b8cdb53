"""Figures of answers, and the tables that docs/relevance.md shows them in."""

from collections import defaultdict
from operator import attrgetter

from tests.starter_content.relevance.queries import CATEGORIES, SETS

FOUND = ("success@3", "success@5", "MRR", "violations")


class Figures:
    """Of some answers. Shares are from 0 to 1."""

    def __init__(self, answers):
        self.answers = list(answers)

    def __len__(self):
        return len(self.answers)

    def right(self, within=3):
        """How many have something wanted so early."""
        return sum(answer.succeeds(within) for answer in self.answers)

    @property
    def mrr(self):
        return sum(1 / answer.place for answer in self.answers if answer.place) / len(self)

    @property
    def violations(self):
        return sum(len(answer.violations) for answer in self.answers)

    @property
    def say_nothing(self):
        return sum(answer.says_nothing for answer in self.answers)

    @property
    def box_first(self):
        """How many are led to a right topic first."""
        return sum(answer.topics[:1] != [] and answer.topics[0] in answer.query.topics for answer in self.answers)

    @property
    def box_among(self):
        return sum(not answer.query.topics.isdisjoint(answer.topics) for answer in self.answers)

    def share(self, number):
        return f"{number / len(self):.0%}"

    @property
    def of_what_is_found(self):
        return (self.share(self.right(3)), self.share(self.right(5)), f"{self.mrr:.2f}", self.violations)


def by(key, answers):
    """{key: the figures of its answers}, in the order in which the sets, the categories or the roles stand."""
    groups = defaultdict(list)
    for answer in answers:
        groups[key(answer.query)].append(answer)
    return {one: Figures(groups[one]) for one in sorted(groups, key=place)}


def place(key):
    order = [*SETS, *CATEGORIES]
    return [order.index(part) if part in order else part for part in ([key] if isinstance(key, str) else key)]


set_and_category = attrgetter("of_set", "category")
role = attrgetter("role")
set_name = attrgetter("of_set")


def findable(answers):
    return [answer for answer in answers if answer.query.wanted]


def incidents(answers):
    return [answer for answer in answers if answer.query.topics]


def unanswerable(answers):
    return [answer for answer in answers if answer.query.category == "nothing"]


def table(head, rows):
    """As Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def by_set_and_category(answers):
    groups = by(set_and_category, findable(answers))
    rows = [(*key, len(figures), *figures.of_what_is_found) for key, figures in groups.items()]
    return table(("set", "class", "queries", *FOUND), rows)


def by_role(answers):
    groups = by(role, findable(answers))
    rows = [(key.replace("_", " "), len(figures), *figures.of_what_is_found) for key, figures in groups.items()]
    return table(("asked by", "queries", *FOUND), rows)


def side_by_side(answers_of):
    """Success@3 of several searches: `answers_of` maps what they are called to their answers."""
    groups = {name: by(set_and_category, findable(answers)) for name, answers in answers_of.items()}
    rows = [
        (*key, *(own[key].share(own[key].right(3)) for own in groups.values())) for key in next(iter(groups.values()))
    ]
    return table(("set", "class", *groups), rows)


def boxes(answers):
    groups = by(set_name, incidents(answers))
    rows = [
        (name, len(figures), figures.share(figures.box_first), figures.share(figures.box_among))
        for name, figures in groups.items()
    ]
    return table(("set", "incidents", "a right topic first", "a right topic among those named"), rows)


def nothings(answers_of):
    groups = {name: by(set_name, unanswerable(answers)) for name, answers in answers_of.items()}
    asked = {name: len(figures) for name, figures in next(iter(groups.values())).items()}
    rows = [(name, number, *(own[name].say_nothing for own in groups.values())) for name, number in asked.items()]
    return table(("set", "queries", *groups), rows)
