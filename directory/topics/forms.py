"""The curators' form for a topic hub."""

from django import forms
from django.utils import timezone

from directory.catalogue.plain_text import with_plain_line_ends
from directory.privacy.forms import GuardedForm
from directory.topics.hub_record import differences_of_hubs


class LinesField(forms.CharField):
    """A text of lines. Browsers end each with two characters, which would count as a change and towards the most."""

    def to_python(self, value):
        return with_plain_line_ends(super().to_python(value))


class HubForm(GuardedForm):
    """The words of a hub. It refuses what was typed over a version that is no longer the last one, and says what the
    other person changed (`conflict`).
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.conflict = []

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("version") != self.instance.version:
            self.refuse(began_with=cleaned.get("version"))
        return cleaned

    def refuse(self, began_with):
        """Two people had it open, and the other saved first."""
        last = self.instance.revisions.select_related("by").first()
        began = self.instance.revisions.filter(number=began_with or 0).first()
        self.conflict = differences_of_hubs(began.record, last.record) if began and last else []
        self.data = self.data.copy()
        self.data["version"] = self.instance.version
        who = last.by.get_username() if last and last.by else "The system"
        when = f"{timezone.localtime(last.at):%-d %B %Y, %H:%M}" if last else "meanwhile"
        self.add_error(
            None,
            f"Nothing is saved yet. {who} changed this topic hub while you had it open ({when}). What they changed "
            "is above, and what you typed is still in the form. Combine the two versions, then save again.",
        )
