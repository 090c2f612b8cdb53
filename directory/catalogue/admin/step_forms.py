"""What a step of the workflow asks for, and which versions to compare."""

from django import forms

from directory.catalogue.admin.leaving_question import LeavingFields
from directory.privacy.forms import NO_PERSONAL_DATA


class StepForm(LeavingFields, forms.Form):
    """What a step of the workflow may ask for. `step` and `entry` decide what it shows."""

    why = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text=f"Kept in the history. {NO_PERSONAL_DATA}",
    )
    override = forms.BooleanField(required=False, label="Nobody else can approve it, so I am approving my own work")
    at = forms.SplitDateTimeField(
        required=False,
        label="Publish on",
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Day"}, time_attrs={"type": "time", "aria-label": "Time"}
        ),
    )

    incomplete = forms.BooleanField(required=False, label="I know that it is not complete, and send it all the same")

    def __init__(self, *args, step, own_work, places=(), lacks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.add_place_fields(places)
        if not lacks:
            del self.fields["incomplete"]
        if not (step.shows_it and own_work):
            del self.fields["override"]
        if step.name != "schedule":
            del self.fields["at"]

    def answers(self):
        asked = {name: self.cleaned_data.get(name) for name in ("why", "override", "at", "incomplete")}
        return {name: value for name, value in asked.items() if value not in (None, "")} | self.leaving_answers()


class VersionsForm(forms.Form):
    """Which two versions to compare."""

    before = forms.IntegerField(required=False, min_value=1)
    after = forms.IntegerField(required=False, min_value=1)
