"""The steps of an advice with the contacts that curators put there: what the page shows."""

from dataclasses import dataclass, replace

from directory.who_to_call.advice import Step, advice_for
from directory.who_to_call.answers import ELSEWHERE
from directory.who_to_call.models import Contact
from directory.who_to_call.needs import NEEDS
from directory.who_to_call.nobody_near import NOBODY_NEAR

MOST_EACH = 3  # contacts for one need: a page that is printed on one sheet, and read in a hurry
BY_DAY, BY_NIGHT = "By day", "At night, at weekends and on bank holidays"


@dataclass(frozen=True)
class StepToTake:
    step: Step
    groups: tuple  # (when, contacts); when is empty where it makes no difference
    says: tuple
    age_known: bool  # of the one whom it is for

    @property
    def title(self):
        return self.step.rule.title

    @property
    def contacts(self):
        return [contact for _, contacts in self.groups for contact in contacts]

    @property
    def can_be_taken(self):
        """There is something to press. The sentences about the police have their numbers in them."""
        return bool(self.contacts) or self.step.need == "police" or any(say.link for say in self.says)


class CallSheet:
    """What the page says for these answers at this moment."""

    def __init__(self, answers, moment, known=None):
        self.answers, self.moment = answers, moment
        self.advice = advice_for(answers)
        self.known = known if known is not None else contacts_by_need()
        self.shown = set()
        steps = [self.to_take(step) for step in self.advice.steps]
        self.steps = list(each_said_once(step for step in steps if step.can_be_taken))

    @property
    def has_contacts(self):
        return any(step.contacts for step in self.steps)

    def to_take(self, step):
        says = (*step.says, *self.said_of_nobody(step))
        return StepToTake(step, self.groups(step), says, step.rule.ages(self.answers).known)

    def said_of_nobody(self, step):
        """Where the council is, if it is to be called and the bank has no number of it, or none for the day or the
        night. What stands beside an earlier step is a number too.
        """
        if step.need not in NOBODY_NEAR or self.answers.home == ELSEWHERE:
            return ()
        day, night = (self.of_the_council(step, need) for need in (step.need, step.rule.nights or step.need))
        always = any(contact.is_always_open for contact in (*day, *night))
        return NOBODY_NEAR[step.need].says(day=always or bool(day), night=always or bool(night))

    def of_the_council(self, step, need):
        ages = step.rule.ages(self.answers)
        return [contact for contact in self.for_here(need, ages) if contact.is_local]

    def groups(self, step):
        """By day and by night where the two differ; the night first while the first line of the day is closed."""
        ages = step.rule.ages(self.answers)
        day = self.fitting(step.need, ages)
        night = self.fitting(step.rule.nights, ages, again=True) if step.rule.nights else []
        if not night:
            return (("", day),) if day else ()
        groups = ((BY_DAY, day), (BY_NIGHT, night)) if day else ((BY_NIGHT, night),)
        return groups[::-1] if day and day[0].is_closed_at(self.moment) else groups

    def fitting(self, need, ages, again=False):
        """The first few that are for this age and place. Nobody stands twice on the page, but for the night lines."""
        found = [contact for contact in self.for_here(need, ages) if again or self.is_new(contact)][:MOST_EACH]
        self.shown.update(what_it_opens(contact) for contact in found)
        return found

    def for_here(self, need, ages):
        known = self.known.get(need, [])
        return [contact for contact in known if contact.is_for(ages) and self.is_near(contact, need)]

    def is_near(self, contact, need):
        return NEEDS[need].for_school or contact.serves(self.answers.districts)

    def is_new(self, contact):
        return what_it_opens(contact) not in self.shown


def each_said_once(steps):
    """What stands beside an earlier step is not said again."""
    said = set()
    for step in steps:
        yield replace(step, says=tuple(say for say in step.says if say not in said))
        said.update(step.says)


def what_it_opens(contact):
    return contact.contact_point_id, contact.tool_id


def contacts_by_need():
    return Contact.objects.with_districts().by_need(NEEDS)
