from django import forms

from directory.catalogue.personal import findings


class MeetingForm(forms.ModelForm):
    """A meeting as curators edit it: what looks as if it were about a person is refused, or asked about once more."""

    looked_over = forms.BooleanField(required=False, label="I have looked again: it is about no child and no family")

    def clean(self):
        cleaned = super().clean()
        for name in ("title", "who_may_come", "notes"):
            found = findings(cleaned.get(name) or "")
            doubtful = [item for item in found if item.certain or not cleaned.get("looked_over")]
            if doubtful:
                listed = "; ".join(f"“{item.text}” looks like {item.words}" for item in doubtful)
                self.add_error(name, f"{listed}. Take it out, or tick the box below if it is about no child.")
        return cleaned
