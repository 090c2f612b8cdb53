"""What a step of a working copy asks for."""

from django import forms

from directory.catalogue.admin.steps.forms import StepForm
from directory.catalogue.working_copies.actions import MINE, THEIRS

KEEP = "keep_"


class CopyStepForm(StepForm):
    """`conflicts` are differences between what readers see and the copy, where both have changed."""

    def __init__(self, *args, conflicts=(), **kwargs):
        super().__init__(*args, **kwargs)
        for difference in conflicts:
            self.fields[f"{KEEP}{difference.name}"] = forms.ChoiceField(
                choices=[
                    (MINE, f"The copy's: {difference.after}"),
                    (THEIRS, f"What readers see: {difference.before}"),
                ],
                required=False,
                widget=forms.RadioSelect,
                label=f"{difference.label.capitalize()}: which text stays?",
            )

    def answers(self):
        said = {name: self.cleaned_data.get(name) for name in ("why", "override", "at", "not_personal")}
        keep = {name.removeprefix(KEEP): value for name, value in self.cleaned_data.items() if name.startswith(KEEP)}
        return {name: value for name, value in said.items() if value} | {"keep": keep}
