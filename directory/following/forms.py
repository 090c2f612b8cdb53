from django import forms

from directory.catalogue.admin.versioned_admin import GuardedVersionForm
from directory.catalogue.admin.widgets import TermCheckboxes
from directory.catalogue.kinds import Kind
from directory.privacy.findings import findings
from directory.taxonomy.models import Topic


class BankForm(GuardedVersionForm):
    kinds = forms.MultipleChoiceField(
        choices=Kind, widget=forms.CheckboxSelectMultiple, help_text="Only what is national comes, whatever its kind."
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.filter(retired=False), required=False, widget=TermCheckboxes, help_text="Choose none for all."
    )


class DecideForm(forms.Form):
    """Which parts are taken, how the numbers answered and what was looked at; or why none is."""

    version = forms.CharField(max_length=100)
    parts = forms.MultipleChoiceField(required=False)
    rang = forms.BooleanField(required=False)
    answered_as = forms.CharField(required=False, max_length=200)
    not_personal = forms.CharField(required=False, max_length=64)
    reason = forms.CharField(required=False, max_length=1000)

    def __init__(self, data=None, *, names):
        super().__init__(data)
        self.fields["parts"].choices = [(name, name) for name in names]

    def clean_reason(self):
        return not_about_a_person(self.cleaned_data["reason"])

    def clean_answered_as(self):
        return not_about_a_person(self.cleaned_data["answered_as"])

    @property
    def rang_words(self):
        """Both the tick and the words: one of them alone says that nobody called."""
        return self.cleaned_data["answered_as"] if self.cleaned_data["rang"] else ""


def not_about_a_person(words):
    if certain := [found for found in findings(words) if found.certain]:
        raise forms.ValidationError(f"Remove “{certain[0].text}”. It looks like {certain[0].words}.")
    return words
