"""Forms that refuse what looks as if it were about a person."""

from django import forms
from django.db import models

from directory.privacy.findings import findings
from directory.privacy.long_texts import never_cut

NO_PERSONAL_DATA = "Never name a child, a family or a school."


class TickOf(forms.CheckboxInput):
    """A box to tick whose tick says what it was about, so that it says nothing of a text which changed meanwhile."""

    def __init__(self, about):
        super().__init__(check_test=lambda value: value == about)
        self.about = about

    def format_value(self, value):
        return self.about

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")


class LookedOverForm(forms.ModelForm):
    """A form with a box to tick where a text only looks as if it were about a person."""

    looked_over = forms.BooleanField(
        required=False, label="I have checked again: it is not about a child or a family", help_text=NO_PERSONAL_DATA
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        never_cut(self.fields.values())

    def ask_about(self, name, found):
        if found:
            listed = "; ".join(f"“{item.text}” looks like {item.words}" for item in found)
            self.add_error(name, f"{listed}. Remove it, or tick “I have checked again” if it is not about a child.")


class GuardedForm(LookedOverForm):
    """A curator's form for words that readers see. What looks as if it were about a person is refused, or asked about
    once more where that is not sure.
    """

    def clean(self):
        cleaned = super().clean()
        texts = [field.name for field in self._meta.model._meta.fields if is_prose(field)]
        for name in texts:
            found = findings(cleaned.get(name) or "")
            self.ask_about(name, [item for item in found if item.certain or not cleaned.get("looked_over")])
        return cleaned


def is_prose(field):
    kinds = (models.CharField, models.TextField)
    return (
        isinstance(field, kinds) and not field.choices and not isinstance(field, models.EmailField | models.SlugField)
    )
