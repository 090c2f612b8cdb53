"""What the form of an entry asks where it is filled in for a working copy. Part of `EntryForm`."""

from django import forms

from directory.catalogue.models import WorkingCopy
from directory.catalogue.records.comparing import differences
from directory.catalogue.records.reading import fields_of
from directory.catalogue.records.values import plain_value


class CopyQuestion(forms.Form):
    """`copy` is the working copy that is edited; with `begins_copy`, what is typed becomes a new one."""

    copy = None
    begins_copy = False
    conflict = ()  # what somebody else saved in the copy meanwhile, and what was typed

    @property
    def is_for_readers(self):
        """Whether readers see what is saved."""
        return self.copy is None and not self.begins_copy

    @property
    def copy_shown(self):
        """What the form says it shows: no version of the entry, with which nothing is put together here."""
        return f"copy-{self.copy.version}"

    def refuse_second_copy(self):
        if self.begins_copy and self.instance.working_copies.filter(state__in=WorkingCopy.OPEN).exists():
            self.add_error(
                None, "Somebody has begun a working copy meanwhile. Nothing is saved yet. Open theirs first."
            )

    def refuse_if_copy_moved(self, cleaned):
        """Two people had the copy open, and the other saved first: show both, and let this one decide."""
        if cleaned.get("version") == self.copy_shown:
            return
        fields = {field.name: field for field in fields_of(type(self.instance))}
        typed = {name: plain_value(fields[name], value) for name, value in cleaned.items() if name in fields}
        self.conflict = differences(type(self.instance), {name: self.copy.record.get(name) for name in typed}, typed)
        self.data = self.data.copy()
        self.data["version"] = self.copy_shown
        self.add_error(
            None,
            "Nothing is saved yet. Somebody changed this working copy while you had it open. Differences are below, "
            "and what you typed is still in the form. Combine the two, then save again.",
        )
