"""The curators' form for who stands in a need."""

import hashlib

from django import forms

from directory.who_to_call.models import Contact, Need


class NeedForm(forms.ModelForm):
    """Refuses what was filled in before somebody else changed who stands here: it would undo that unseen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Need
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.contacts = list(Contact.objects.filter(need=self.instance).prefetch_related("districts"))
        self.initial["seen"] = fingerprint(self.contacts)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("seen") != self.initial["seen"]:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = self.initial["seen"]
            now = "; ".join(f"{contact.title}, {contact.number.shown}" for contact in self.contacts) or "nobody"
            raise forms.ValidationError(
                f"Nothing is saved yet. Somebody has since changed who stands here. It is now: {now}. If what you "
                "filled in is right, save again."
            )
        return cleaned


class ContactFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        left = [form for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        if not any(self.errors) and not left:
            raise forms.ValidationError("Leave at least one contact. Readers in an incident are sent here.")
        entries = [] if any(self.errors) else [form.instance.entry for form in left]
        if entries and not any(entry.is_published and entry.is_active for entry in entries):
            raise forms.ValidationError("Readers can see none of these. Add one that they can see.")


def fingerprint(contacts):
    """Differs whenever anything about them does."""
    said = [
        (
            *(getattr(contact, field.attname) for field in contact._meta.concrete_fields),
            sorted(district.code for district in contact.districts.all()),
        )
        for contact in contacts
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:20]
