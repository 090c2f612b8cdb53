"""The printable directory: support organisations that fit a setting, by the kind of help that they give."""

from django.urls import reverse

from directory.organisations.models import Organisation
from directory.search.pages.addresses import query_of, with_query
from directory.taxonomy.models import District, HelpKind

# These are not what a head looks for on a wall.
LEFT_OUT = ("standards", "network", "training")


class SupportDirectory:
    """`data` may choose kinds of help (`help`, by code); without any it has all that schools turn to."""

    def __init__(self, data, setting):
        self.setting = setting
        self.needs = [kind for kind in HelpKind.objects.filter(retired=False) if kind.code not in LEFT_OUT]
        asked = set(data.getlist("help"))
        self.chosen = [kind for kind in self.needs if kind.code in asked]

    @property
    def groups(self):
        """[(need, organisations)] without empty ones. What is closed is never offered; nor is an adults' service,
        unless the setting says an age that it serves.
        """
        found = Organisation.objects.in_directory().fitting(self.setting.rules)
        if not self.setting.has_ages:
            found = found.for_children()
        organisations = [(item, {kind.code for kind in item.help_kinds.all()}) for item in found]
        groups = [
            (need.label, [item for item, codes in organisations if need.code in codes])
            for need in self.chosen or self.needs
        ]
        return [(label, items) for label, items in groups if items]

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
