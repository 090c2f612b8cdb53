"""The printable directory: support organisations that fit a setting, by the kind of help that they give."""

from dataclasses import dataclass
from functools import cached_property
from math import inf

from django.urls import reverse
from django.utils import timezone

from directory.catalogue.matching_rules import ADULT
from directory.county.current import county
from directory.govuk.jinja2 import day, join_labels
from directory.organisations.models import Organisation
from directory.search.pages.addresses import query_of, with_query
from directory.taxonomy.models import District, HelpKind
from directory.who_to_call.models import Contact

# These are not what a head looks for on a wall; who helps in an emergency heads it.
EMERGENCY = "emergency"
LEFT_OUT = ("standards", "network", "training", "education", EMERGENCY)


@dataclass(frozen=True)
class Part:
    """Organisations for one need: `full`, and `again` those that stand in full before it."""

    label: str
    full: list
    again: list


class SupportDirectory:
    """`data` may choose kinds of help (`help`, by code); without any it has all that schools turn to."""

    def __init__(self, data, setting):
        self.setting = setting
        self.needs = [kind for kind in HelpKind.objects.filter(retired=False) if kind.code not in LEFT_OUT]
        asked = set(data.getlist("help"))
        self.chosen = [kind for kind in self.needs if kind.code in asked]

    @property
    def title(self):
        return f"Who can help in {self.places or county.in_sentences}"

    @property
    def places(self):
        return join_labels(term.short for term in self.setting.terms("district"))

    @property
    def about(self):
        """For whom it is, where that is more than its title says, and of which day."""
        words = "" if self.setting.words == self.places else self.setting.words
        return f"{f'For {words}. ' if words else ''}As of {day(timezone.localdate())}."

    @cached_property
    def organisations(self):
        """Those that fit, what is near before what is national, what can be rung before what cannot; each with the
        number `to_call`, or None.

        What is closed is never offered; nor is an adults' service, unless the setting says an age that it serves.
        """
        found = Organisation.objects.in_directory().fitting(self.setting.rules)
        if not self.setting.has_ages:
            found = found.for_children()
        for one in found:
            one.to_call = number_for(one, self.oldest)
        return sorted(found, key=lambda one: (one.scope != Organisation.Scope.LOCAL, one.to_call is None, one.title))

    @property
    def oldest(self):
        return self.setting.ages[1] if self.setting.has_ages else ADULT - 1

    @cached_property
    def now(self):
        """Whom to call first: the contacts of every page in their order, then those for an emergency."""
        band = {contact.entry.pk: place for place, contact in enumerate(Contact.objects.shown().for_needs(["band"]))}
        found = [one for one in self.organisations if one.pk in band or EMERGENCY in kinds_of(one)]
        return sorted(found, key=lambda one: band.get(one.pk, inf))

    @property
    def parts(self):
        """A `Part` for each need that anybody serves. Each organisation stands in full where it comes first, once."""
        listed = {one.pk for one in self.now}
        for need in self.chosen or self.needs:
            here = [one for one in self.organisations if need.code in kinds_of(one)]
            full = [one for one in here if one.pk not in listed]
            if here:
                yield Part(need.label, full, [one for one in here if one.pk in listed])
            listed.update(one.pk for one in full)

    def address(self, name="directory", **changes):
        values = {**self.setting.chosen, "help": [kind.code for kind in self.chosen], **changes}
        return with_query(reverse(f"shortlist:{name}"), query_of(values))

    @property
    def pdf(self):
        return self.address("directory_pdf")

    @property
    def district_links(self):
        """(label, address, whether it is the one shown), all districts first."""
        here = self.setting.chosen.get("district", [])
        districts = District.objects.filter(retired=False).exclude(code=District.NATIONAL)
        every = ("All districts", self.address(district=[]), not here)
        return [every, *((item.short, self.address(district=[item.code]), here == [item.code]) for item in districts)]

    @property
    def need_links(self):
        every = ("All needs", self.address(help=[]), not self.chosen)
        return [every, *((kind.short, self.address(help=[kind.code]), self.chosen == [kind]) for kind in self.needs)]


def kinds_of(organisation):
    return {kind.code for kind in organisation.help_kinds.all()}


def number_for(organisation, age):
    """Its first number that is for somebody of this age: an adults' line is not offered for a child."""
    numbers = (point for point in organisation.contact_points.all() if point.is_number)
    return next((point for point in numbers if (point.age_from or 0) <= age), None)
