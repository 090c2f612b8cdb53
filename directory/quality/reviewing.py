"""Taking a review from its page, whoever fills it in: whole, or half way."""

from django.core.exceptions import ValidationError
from django.db import transaction

from directory.catalogue.actions.history import locked
from directory.quality import actions
from directory.quality.forms import initial_of
from directory.quality.unfinished import replaced_since, save_half_way, unfinished_of


class ReviewTaking:
    """One person before the criteria for one entry. `who` is {"reviewer": user} or {"invitation": invitation}."""

    def __init__(self, entry, **who):
        self.entry, self.who = entry, who
        self.unfinished = unfinished_of(entry=entry, **who)

    def form(self, form, data):
        """The form with what was sent or, before that, with what was saved half way."""
        return form(data, initial=initial_of(self.unfinished) | {"version": self.entry.version})

    def replaced(self):
        """What has changed so much since somebody saved half way that they must look again, in words."""
        return replaced_since(self.entry, self.unfinished.version) if self.unfinished else []

    @transaction.atomic
    def save(self, form, role):
        """Keep it half way. Returns what was kept."""
        version = form.cleaned_data["version"]
        version = self.entry.version if version is None else min(version, self.entry.version)
        return save_half_way(entry=self.entry, role=role, judgements=form.judgements, version=version, **self.who)

    @transaction.atomic
    def send(self, form, role):
        """Take it whole. Raises ValidationError where the entry on the page was another thing than it is now."""
        entry = locked(self.entry)
        if replaced := replaced_since(entry, form.cleaned_data["version"] or 0):
            raise ValidationError(f"It has changed while you looked at it: {', '.join(replaced)}. Look again.")
        who = {"by": self.who.get("reviewer"), "invitation": self.who.get("invitation")}
        return actions.review(entry=entry, role=role, judgements=form.judgements, **who)
