from django import forms

from directory.catalogue.matching_rules import ADULT
from directory.embeds.offers import every_offer
from directory.search.pages.filters.fields import CodesField
from directory.taxonomy.models import KeyStage, YearGroup


def of_children(vocabulary):
    return vocabulary.objects.filter(retired=False, age_max__lt=ADULT)


class YearsField(forms.ModelMultipleChoiceField):
    """Key stages of children: no box lists what is for adults only."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(of_children(KeyStage), to_field_name="code", required=False, **options)


def codes_of_years():
    """Key stages, as we write them into addresses, and year groups, as a search has them too."""
    return [(term.code, term.label) for vocabulary in (KeyStage, YearGroup) for term in of_children(vocabulary)]


class DirectoryForm(forms.Form):
    """What the address of a directory may say."""

    year = CodesField(choices=codes_of_years, required=False)


class ChoiceForm(forms.Form):
    """Which box a school wants on its website. Its `ages` are not called as those of "my setting" are."""

    show = forms.ChoiceField(label="What do you want to show?")
    ages = YearsField(label="Which ages are your pupils? (for a directory only)")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = every_offer()
        show = self.fields["show"]
        show.choices = [(group, [(one.path, one.title) for one in found]) for group, found in self.offers.items()]
        problem = "Select what you want to show on your website."
        show.error_messages = dict.fromkeys(("required", "invalid_choice"), problem)

    @property
    def chosen(self):
        every = [one for found in self.offers.values() for one in found]
        return next(one for one in every if one.path == self.cleaned_data["show"])

    @property
    def years(self):
        return [stage.code for stage in self.cleaned_data["ages"]]
