"""The steps of an advice with the contacts that curators put there: what the page shows."""

from dataclasses import dataclass, replace

from directory.who_to_call.advice import Step, advice_for
from directory.who_to_call.answers import ELSEWHERE
from directory.who_to_call.models import Contact
from directory.who_to_call.needs import NEEDS
from directory.who_to_call.nobody_near import NOBODY_NEAR, OF_THE_COUNCIL, by_day_and_at_night

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
        groups = self.groups(step)
        says = (*step.says, *self.said_of_nobody(step))  # which looks at what is shown by now
        return StepToTake(step, groups, says, step.rule.ages(self.answers).known)

    def said_of_nobody(self, step):
        """Where the council is, if it is to be called and its number is not on the page, or none for the day or the
        night. What stands beside an earlier step is on the page too.
        """
        if step.need not in NOBODY_NEAR or self.answers.home == ELSEWHERE:
            return ()
        found = (self.on_the_page(step, need) for need in (step.need, step.rule.nights or step.need))
        day, night = ([contact for contact in contacts if contact.is_telephone] for contacts in found)
        lacking = [
            self.homes_without(contacts, step.need) for contacts in by_day_and_at_night(day, night, always_open)
        ]
        there = [tuple(home not in homes for homes in lacking) for home in self.answers.districts]
        pages = [contact for contact in self.on_the_page(step, step.need) if contact.is_web_page]
        has_page = self.homes_without(pages, step.need) != self.answers.districts
        return NOBODY_NEAR[step.need].says(there, has_page=has_page)

    def on_the_page(self, step, need):
        ages = step.rule.ages(self.answers)
        return [contact for contact in self.for_here(need, ages) if not self.is_new(contact)]

    def homes_without(self, contacts, need):
        """The districts that may be the child's home of whose council none of these is."""
        return {
            home
            for home in self.answers.districts
            if not any(self.is_of_council(contact, home, need) for contact in contacts)
        }

    def is_of_council(self, contact, home, need):
        return contact.is_of_council and (NEEDS[need].for_school or contact.serves({home}))

    def groups(self, step):
        """By day and by night where the two differ; the night first while the first line of the day is closed. What
        always answers and is the only number of a council stands before both.
        """
        ages = step.rule.ages(self.answers)
        day = self.fitting(step.need, ages)
        night = self.fitting(step.rule.nights, ages, again=True) if step.rule.nights else []
        if not night:
            return (("", day),) if day else ()
        always = self.only_numbers(day, night, step.need)
        day, night = ([contact for contact in contacts if contact not in always] for contacts in (day, night))
        groups = ((BY_DAY, day), (BY_NIGHT, night))
        ordered = groups[::-1] if day and day[0].is_closed_at(self.moment) else groups
        return tuple((when, contacts) for when, contacts in (("", always), *ordered) if contacts)

    def only_numbers(self, day, night, need):
        """Those that always answer, of councils that have no other for the day or for the night."""
        lacking = self.homes_without(day, need) | self.homes_without(night, need)
        return [
            contact
            for contact in (*day, *night)
            if contact.is_always_open and any(self.is_of_council(contact, home, need) for home in lacking)
        ]

    def fitting(self, need, ages, again=False):
        """A few that are for this age and place. Nobody stands twice on the page, but for the night lines."""
        found = self.few(need, [contact for contact in self.for_here(need, ages) if again or self.is_new(contact)])
        self.shown.update(what_it_opens(contact) for contact in found)
        return found

    def few(self, need, contacts):
        """The first, and among them the first of each council that is to be called: its numbers before its pages."""
        needed = []
        for home in self.answers.districts if need in OF_THE_COUNCIL else ():
            own = [contact for contact in contacts if self.is_of_council(contact, home, need)]
            needed += sorted(own, key=lambda contact: not contact.is_telephone)[:1]
        few = sorted(contacts, key=lambda contact: contact not in needed)[:MOST_EACH]
        return [contact for contact in contacts if contact in few]

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


def always_open(contact):
    return contact.is_always_open


def what_it_opens(contact):
    return contact.contact_point_id, contact.tool_id


def contacts_by_need():
    return Contact.objects.with_councils().by_need(NEEDS)
