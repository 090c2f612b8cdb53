from django import forms

from directory.notices.models import EmailChoices


class ChoicesForm(forms.ModelForm):
    """What one person wants to get, as far as their role has it."""

    class Meta:
        model = EmailChoices
        fields = ["harm", "contacts", "digest", "reviews", "own_work"]
        widgets = {"reviews": forms.RadioSelect}

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - set(names):
            del self.fields[name]
