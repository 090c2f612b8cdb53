"""From answers to steps: which needs there are, in what order, and what is said beside each."""

from dataclasses import dataclass

from directory.who_to_call.answers import Answers
from directory.who_to_call.needs import NEEDS
from directory.who_to_call.rules import BY_CODE, HARMED_BY_AN_ADULT, TELL_DSL, Happening
from directory.who_to_call.sayings import ALWAYS, Say


@dataclass(frozen=True)
class Step:
    """One need: its code, and what is said beside the contacts that curators gave it."""

    need: str
    says: tuple[Say, ...]

    @property
    def rule(self):
        return NEEDS[self.need]


@dataclass(frozen=True)
class Advice:
    happening: Happening
    answers: Answers
    steps: tuple[Step, ...]

    @property
    def danger(self):
        """Whether 999 comes before all else: who is not sure calls it too."""
        return self.answers.danger != "no"

    @property
    def tell(self):
        """Whom to tell first in school, but for a safeguarding lead who would be told to tell herself."""
        return "" if self.answers.is_dsl and self.happening.tell == TELL_DSL else self.happening.tell


def advice_for(answers):
    happening = BY_CODE[answers.what]
    steps = tuple(Step(need, says_for(need, happening, answers)) for need in needs_for(happening, answers))
    return Advice(happening, answers, steps)


def needs_for(happening, answers):
    """Those of the happening. Where an adult has harmed a child the police and social care come first, whatever it
    was. A child who has harmed an adult has a step of their own.
    """
    needs = happening.needs_for(answers.harmed)
    if answers.other.adult and not answers.harmed.adult:
        return tuple(dict.fromkeys(need for need in (*HARMED_BY_AN_ADULT, *needs) if need != "harmed_others"))
    child_harmed_adult = answers.harmed.adult and answers.other.known and not answers.other.adult
    return (*needs, "harmed_others") if child_harmed_adult else needs


def says_for(need, happening, answers):
    said = (*ALWAYS.get(need, ()), *happening.says.get(need, ()))
    return tuple(say for say in said if say.when.holds(answers))
