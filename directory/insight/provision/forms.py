"""What an address asks the map for."""

from django import forms

from directory.insight.provision.layers import AXES, FIRST, Layer

FORMER = {"ability": "need"}  # what old addresses call an axis
BY = [(axis.name, axis.label) for axis in AXES.values()]


class MapForm(forms.Form):
    """`layer`, `by`, `and` and, with a second axis, `topic`; each may be left out."""

    layer = forms.TypedChoiceField(
        choices=Layer.choices, coerce=Layer, empty_value=Layer.LESSONS, required=False, label="Layer"
    )
    by = forms.TypedChoiceField(
        choices=[*BY, *((name, name) for name in FORMER)],
        coerce=lambda name: FORMER.get(name, name),
        empty_value=FIRST,
        required=False,
        label="By",
    )
    topic = forms.ChoiceField(required=False, label="Topic")

    def __init__(self, data, topics):
        super().__init__(data)
        self.fields["and"] = forms.ChoiceField(choices=BY, required=False, label="And")  # a word of Python's own
        self.fields["topic"].choices = [(code, topic.name) for code, topic in topics.items()]

    def clean(self):
        """A second axis that is the first one is none."""
        cleaned = super().clean()
        if cleaned.get("and") == cleaned.get("by"):
            cleaned["and"] = ""
        return cleaned

    @property
    def problems(self):
        return [f"{self.fields[name].label}: {' '.join(errors)}" for name, errors in self.errors.items()]

    @property
    def asked(self):
        """How to make a map of it."""
        values = self.cleaned_data
        return {"layer": values["layer"], "by": values["by"], "also": values["and"], "topic": values["topic"]}
