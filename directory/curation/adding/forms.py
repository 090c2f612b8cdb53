from django import forms

from directory.catalogue.kinds import Kind


class AddressForm(forms.Form):
    url = forms.URLField(
        max_length=500,
        label="Web address",
        assume_scheme="https",
        widget=forms.URLInput(attrs={"size": 80, "placeholder": "https://"}),
        help_text="We read the page and propose what the entry may say. You decide.",
    )


class KindForm(forms.Form):
    """What a new entry is. `kinds` are those that this person may add."""

    kind = forms.ChoiceField(label="What is it?", widget=forms.RadioSelect)

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in Kind if kind in kinds]
