"""Who stands on the pages in easy words: few, from the same needs and in the same order as on the others."""

from django.utils.functional import cached_property

from directory.who_to_call.answers import ADULT, AGES, NOT_KNOWN, Ages
from directory.who_to_call.models import Contact
from directory.who_to_call.needs import YOUNG_PEOPLE

# Nobody says how old they are: a number stands without an age only if it is for all children who go to school.
ANY_READER = Ages("reader", "Any reader", 5, ADULT - 1)
REMOVE_IMAGE, LIFE, DAY, NIGHT = "remove_image", "mental_health", "front_door", "out_of_hours"


class EasyContacts:
    @cached_property
    def by_need(self):
        return Contact.objects.by_need([YOUNG_PEOPLE, REMOVE_IMAGE, LIFE, DAY, NIGHT])

    @property
    def to_call(self):
        """For a child of any age; whoever helps those who may hurt themselves is asked for apart."""
        apart = {contact.entry_id for contact in self.by_need[LIFE]}
        return [one for one in self.fitting(YOUNG_PEOPLE, ANY_READER) if one.entry_id not in apart]

    @property
    def to_text(self):
        """With their ages: few are for young children."""
        return [one for one in self.fitting(YOUNG_PEOPLE, AGES[NOT_KNOWN]) if one.number.channel == "text"][:1]

    @property
    def for_life(self):
        return self.fitting(LIFE, ANY_READER)[:1]

    @property
    def to_remove_a_picture(self):
        """The page on which a child asks for it, with its ages."""
        return [one for one in self.fitting(REMOVE_IMAGE, AGES[NOT_KNOWN]) if not one.number.is_number][:1]

    @property
    def for_adults(self):
        return [(DAY, self.by_need[DAY]), (NIGHT, self.by_need[NIGHT])]

    def fitting(self, need, ages):
        return [contact for contact in self.by_need[need] if contact.is_for(ages)]
