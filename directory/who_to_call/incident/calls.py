"""The calls of a route in few words: for each need the first contact that may be open."""

from dataclasses import dataclass

from directory.who_to_call.incident.happenings import ABOUT_IMAGES
from directory.who_to_call.models import Contact
from directory.who_to_call.needs import NEEDS, YOUNG_PEOPLE
from directory.who_to_call.nobody_near import NOBODY_NEAR
from directory.who_to_call.sayings import Say

FIRST = 3  # needs of a route that the box looks at
FEW = 2  # numbers in it
POLICE, REMOVE_IMAGE, ALLEGATION = "police", "remove_image", "allegation"
FOR_STAFF = ("staff_advice", "online_advice", ALLEGATION)
LIFE = "mental_health"


@dataclass(frozen=True)
class Call:
    """`elsewhere` are contacts for a child who lives where the first is not for."""

    need: str
    title: str
    contact: Contact
    elsewhere: tuple[Contact, ...]
    says: tuple[Say, ...]
    age_known: bool

    @property
    def is_to_the_police(self):
        return self.need == POLICE

    @property
    def said_of_page(self):
        """That there is no number, where there should be one and only a page is here."""
        near = NOBODY_NEAR.get(self.need)
        return next((say.text for say in self.says if near and say is near.page_only), "")

    @property
    def is_for_staff(self):
        return self.contact.number.is_number and not self.contact.is_for_children and self.need != REMOVE_IMAGE


def first_calls(sheet, at_school=True):
    """Two numbers for adults from the beginning of the route, those that are closed last, the LADO where an adult has
    done it, and what gets an image taken down where it is about one. Who is not `at_school` is given no line for
    staff.

    The police come first where the rules have them first. Elsewhere something more must be true, and others are
    called before them.
    """
    calls = [
        call_of(step, sheet.moment)
        for step in sheet.steps
        if step.contacts and (at_school or step.step.need not in FOR_STAFF)
    ]
    at_once = sheet.advice.steps[0].need == POLICE
    staff = [call for call in calls[:FIRST] if call.is_for_staff and call.need != ALLEGATION]
    numbers = sorted(staff, key=lambda call: call.is_to_the_police and not at_once)[:FEW]
    numbers.sort(key=lambda call: how_closed(call.contact, sheet.moment))
    about_images = sheet.answers.what in ABOUT_IMAGES
    besides = (ALLEGATION, REMOVE_IMAGE) if about_images else (ALLEGATION,)
    return numbers + [call for call in calls if call.need in besides]


def how_closed(contact, moment):
    """0 for what is known to be open, 1 for what may be, 2 for what is closed."""
    return 2 if contact.is_closed_at(moment) else 0 if contact.number.opening.is_open else 1


def calls_for_young_people(answers, moment):
    """Two lines that a child may call, and what gets an image taken down where it is about one."""
    found = calls_in(YOUNG_PEOPLE, answers.harmed, moment)[:FEW]
    return found + (calls_in(REMOVE_IMAGE, answers.harmed, moment)[:1] if answers.what in ABOUT_IMAGES else [])


def life_line(ages, moment):
    """Who answers first where somebody may hurt themselves."""
    return calls_in(LIFE, ages, moment)[:1]


def calls_in(need, ages, moment):
    """The contacts of one need that are for this age, those that are closed last."""
    found = [contact for contact in Contact.objects.by_need([need])[need] if contact.is_for(ages)]
    found.sort(key=lambda contact: contact.is_closed_at(moment))
    return [Call(need, NEEDS[need].title, contact, (), (), ages.known) for contact in found]


def call_of(step, moment):
    """The one that comes first now."""
    _, call = next(calls_of(step, moment))
    return call


def calls_of(step, moment):
    """(by day, by night or whenever; the call) of a step: whenever it is, the first contact that may be open."""
    for when, contacts in step.groups:
        first = contacts[0] if when else min(contacts, key=lambda contact: contact.is_closed_at(moment))
        yield when, one_call(step, first, contacts)


def one_call(step, first, contacts):
    """The first of them, and those that serve other districts than it does."""
    districts = {district.code for district in first.entry.districts.all()}
    elsewhere = tuple(contact for contact in contacts if contact != first and not contact.serves(districts))
    return Call(step.step.need, step.title, first, elsewhere, step.says, step.age_known)
