"""What a step of the workflow asks for, and which versions to compare."""

from django import forms

from directory.calendars.moments import MomentField
from directory.catalogue.admin.steps.leaving_question import LeavingFields
from directory.privacy.forms import NO_PERSONAL_DATA, TickOf
from directory.privacy.long_texts import BoundedField


def not_personal_field(personal):
    """The tick of whoever has looked at what looks personal."""
    label = "I have looked at each: none is about a child, a family or a school"
    return forms.CharField(required=False, label=label, label_suffix="", widget=TickOf(personal.digest))


class RestoreForm(forms.Form):
    """What going back to an older version asks for, where a text that comes back looks personal."""

    def __init__(self, *args, personal, **kwargs):
        super().__init__(*args, **kwargs)
        self.personal = personal
        if personal.digest:
            self.fields["not_personal"] = not_personal_field(personal)


class StepForm(LeavingFields, forms.Form):
    """What a step of the workflow may ask for. `step` and `entry` decide what it shows."""

    why = BoundedField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text=f"Kept in the history. {NO_PERSONAL_DATA}",
    )
    override = forms.BooleanField(required=False, label="Nobody else can approve it, so I am approving my own work")
    at = MomentField(
        required=False,
        label="Publish on",
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Day"}, time_attrs={"type": "time", "aria-label": "Time"}
        ),
    )

    incomplete = forms.BooleanField(required=False, label="I know that it is not complete, and send it all the same")

    def __init__(self, *args, step, own_work, personal, places=(), lacks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.personal = personal
        if personal.digest:
            self.fields["not_personal"] = not_personal_field(personal)
        self.add_place_fields(places)
        if not lacks:
            del self.fields["incomplete"]
        if not (step.shows_it and own_work):
            del self.fields["override"]
        if step.name != "schedule":
            del self.fields["at"]

    def answers(self):
        names = ("why", "override", "at", "incomplete", "not_personal")
        asked = {name: self.cleaned_data.get(name) for name in names}
        return {name: value for name, value in asked.items() if value not in (None, "")} | self.leaving_answers()


class VersionsForm(forms.Form):
    """Which two versions to compare."""

    before = forms.IntegerField(required=False, min_value=1)
    after = forms.IntegerField(required=False, min_value=1)
