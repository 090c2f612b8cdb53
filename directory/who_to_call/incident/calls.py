"""The calls of a route in few words: for each need the first contact that may be open."""

from dataclasses import dataclass

from directory.who_to_call.incident.happenings import ABOUT_IMAGES
from directory.who_to_call.models import Contact
from directory.who_to_call.sayings import Say

FEW = 2  # numbers in the box
POLICE, REMOVE_IMAGE = "police", "remove_image"


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

    def is_closed_at(self, moment):
        return self.contact.is_closed_at(moment)


def first_calls(sheet):
    """The two numbers to call first, open lines first, and what gets an image taken down where it is about one.

    The police are among them where the rules have them first: elsewhere they are called only if something more is
    true, which takes more words than there is room for.
    """
    steps = [step for place, step in enumerate(sheet.steps) if step.contacts and (place == 0 or need(step) != POLICE)]
    numbers = [call for step in steps if (call := call_of(step, sheet.moment)).contact.number.is_number][:FEW]
    numbers.sort(key=lambda call: call.is_closed_at(sheet.moment))
    about_images = sheet.answers.what in ABOUT_IMAGES
    remove = [call_of(step, sheet.moment) for step in steps if about_images and need(step) == REMOVE_IMAGE]
    return numbers + [call for call in remove if call not in numbers]


def need(step):
    return step.step.need


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
    return Call(need(step), step.title, first, elsewhere, step.says, step.age_known)
