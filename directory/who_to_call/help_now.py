"""What "Get help now" shows: the same contacts as "Who do I call?", for children and for adults."""

from directory.who_to_call.answers import AGES, NOT_KNOWN
from directory.who_to_call.models import Contact
from directory.who_to_call.needs import HELP_FOR_ADULTS, NEEDS, YOUNG_PEOPLE


def help_now():
    """(for children, [(title, for adults)]). Nobody says how old they are: children see no line for adults."""
    found = Contact.objects.by_need([YOUNG_PEOPLE, *HELP_FOR_ADULTS])
    for_children = [contact for contact in found[YOUNG_PEOPLE] if contact.is_for(AGES[NOT_KNOWN])]
    return for_children, [(NEEDS[code].title, found[code]) for code in HELP_FOR_ADULTS if found[code]]
