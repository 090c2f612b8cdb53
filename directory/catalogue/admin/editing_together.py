"""Two people have one form open: what either changed is kept, and only what both changed is asked about.

A form says which version it was opened at (`version`), which one its questions were about (`seen`), and what was
decided of each (`decide_<name>`). A decision about another version than the last is none.
"""

import hashlib
import json
import re
from collections import defaultdict

from django import forms
from django.forms import BaseInlineFormSet, MultiWidget
from django.utils import timezone
from django.utils.functional import cached_property

from directory.catalogue.actions.versions import version_of, versions_of
from directory.catalogue.models import Entry
from directory.catalogue.plain_text import with_plain_line_ends
from directory.catalogue.records.comparing import differences, is_same
from directory.catalogue.records.merging import MINE, THEIRS, merged_rows_of, three_way
from directory.catalogue.records.reading import fields_of, record_of
from directory.catalogue.records.rows import checked_rows, plain_row, refuse_rows_that_are_used, replace_rows
from directory.catalogue.records.same_rows import IDENTIFIER
from directory.catalogue.records.values import plain_value
from directory.catalogue.records.writing import python_values

DECIDE = "decide_"


class Meanwhile:
    """What others saved of `instance` since a form was opened, by what the form sent."""

    def __init__(self, instance, data):
        self.instance, self.now = instance, version_of(instance)
        self.shown = data.get("version")
        self.opened = number_in(self.shown)
        chosen = {name: value for name, value in data.items() if name.startswith(DECIDE) and value in (MINE, THEIRS)}
        holds = number_in(data.get("seen")) == self.now
        self.decided = {name.removeprefix(DECIDE): value for name, value in chosen.items() if holds}

    @property
    def is_stale(self):
        """Not so where a form shows no version of it at all, but a working copy."""
        return bool(self.instance.pk) and self.opened != self.now and not (self.shown or "").startswith("copy-")

    @cached_property
    def base(self):
        """What the form showed when it was opened; nothing if that cannot be known."""
        revision = versions_of(self.instance).filter(number=self.opened or 1).first()
        if revision is None or not (self.opened or fingerprint(revision.record) == self.shown):
            return {}
        return revision.record_today

    @cached_property
    def theirs(self):
        return record_of(type(self.instance).objects.get(pk=self.instance.pk))

    @property
    def changed(self):
        """The labels of what others changed, as far as that can be known."""
        found = differences(type(self.instance), self.base, self.theirs) if self.base else []
        return [difference.label for difference in found]

    @property
    def who(self):
        """Who saved last, and when, in words."""
        last = versions_of(self.instance).select_related("by").first()
        name = last.by.get_username() if last and last.by else "The system"
        return name, f"{timezone.localtime(last.at):%-d %B %Y, %H:%M}" if last else "meanwhile"


def version_shown(thing):
    """What the form of `thing` shows: a version's number; before the first is kept, what that will be known by."""
    number = version_of(thing)
    return number if number or not thing.pk or isinstance(thing, Entry) else fingerprint(record_of(thing))


def fingerprint(record):
    return f"as-{hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:20]}"


def number_in(text):
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) < 10 else None


class EditedTogether(forms.ModelForm):
    """A form that puts what was typed together with what others saved meanwhile, or asks (`conflicts`)."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"version": version_shown(self.instance), "seen": ""}
        self.conflicts, self.decisions, self.also_changed = [], {}, ""

    def clean(self):
        """First of all, so that all else looks at what will be saved."""
        cleaned = super().clean() or self.cleaned_data
        cleaned |= {name: with_plain_line_ends(text) for name, text in cleaned.items() if isinstance(text, str)}
        self.put_together(cleaned)
        return cleaned

    def put_together(self, cleaned):
        meanwhile = Meanwhile(self.instance, self.data)
        if not meanwhile.is_stale:
            return
        fields = {field.name: field for field in fields_of(type(self.instance))}
        typed = {name: plain_value(fields[name], value) for name, value in cleaned.items() if name in fields}
        merged, self.conflicts = three_way(
            type(self.instance), meanwhile.base, meanwhile.theirs | typed, meanwhile.theirs, meanwhile.decided
        )
        self.data, self.decisions = self.data.copy(), meanwhile.decided
        self.data["seen"] = meanwhile.now
        asked = {name for conflict in self.conflicts for name in conflict.names}
        others = {name: merged[name] for name in typed if not is_same(merged[name], typed[name])}
        self.take_over({name: value for name, value in others.items() if name not in asked}, cleaned)
        self.tell(meanwhile)

    def take_over(self, values, cleaned):
        """These values are the form's now, for saving and for showing."""
        single, many = python_values(type(self.instance), values)
        for name, value in (single | many).items():
            cleaned[name] = value
            show(self, name, value)

    def tell(self, meanwhile):
        (who, when), labels = meanwhile.who, ", ".join(meanwhile.changed)
        if self.conflicts:
            self.add_error(
                None,
                f"Nothing is saved yet. {who} changed this while you had it open ({when}), and you both changed what "
                "is listed below. Choose what to keep, then save again. What you typed is still in the form.",
            )
        elif labels:
            self.also_changed = (
                f"While you had this open, {who} changed: {labels} ({when}). That is kept beside what you saved."
            )


def show(form, name, value):
    """Have a field of a bound form show a value as if it had been typed."""
    field, key = form.fields[name], form.add_prefix(name)
    if isinstance(field.widget, MultiWidget):
        parts = zip(field.widget.widgets_names, field.widget.widgets, field.widget.decompress(value), strict=True)
        form.data.update({f"{key}{suffix}": widget.format_value(part) for suffix, widget, part in parts})
        return
    form.data.pop(key, None)
    shown = field.prepare_value(value)
    if isinstance(shown, list):
        form.data.setlist(key, [str(item) for item in shown])
    elif isinstance(field, forms.BooleanField):
        form.data.update({key: "on"} if shown else {})
    else:
        form.data[key] = field.widget.format_value(shown) if value is not None else ""


class RowFormSet(BaseInlineFormSet):
    """The rows of what a form is about: what was typed is put together with what others did to them meanwhile."""

    def __init__(self, data=None, files=None, instance=None, **kwargs):
        super().__init__(data, files, instance, **kwargs)
        self.conflicts, self.merged = [], None
        if self.is_bound and self.instance.pk:
            there = {str(pk) for pk in self.get_queryset().values_list("pk", flat=True)}
            self.data = with_gone_rows_as_new(self.data, self.prefix, there)

    @property
    def name(self):
        """What a record calls these rows."""
        return self.fk.remote_field.get_accessor_name()

    def clean(self):
        super().clean()
        meanwhile = Meanwhile(self.instance, self.data)
        if any(self.errors) or not meanwhile.is_stale:
            return
        mine, model = {self.name: self.typed()}, type(self.instance)
        rows, self.conflicts = merged_rows_of(
            model, self.name, meanwhile.base, mine, meanwhile.theirs, meanwhile.decided
        )
        if self.conflicts:
            raise forms.ValidationError("You and somebody else both changed these. Choose above what to keep.")
        self.merged = checked_rows(model, self.name, rows, of=self.instance)
        refuse_rows_that_are_used(self.instance, self.name, self.merged)

    def kept_forms(self):
        """The rows that would be there after saving, without what others did."""
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        return [form for form in kept if not self._should_delete_form(form)]

    def typed(self):
        """What the rows say as they were typed, in their order."""
        ordered = sorted(self.kept_forms(), key=lambda form: getattr(form.instance, "order", 0))
        return [self.typed_row(form.instance, form.cleaned_data) for form in ordered]

    def typed_row(self, row, chosen):
        """A new one gets its identifier when it is saved."""
        names = type(self.instance).ROWS[self.name]
        return plain_row(row, [name for name in names if name != IDENTIFIER or row.pk], chosen)

    def left(self):
        """The rows that will be there after saving."""
        return self.kept_forms() if self.merged is None else self.merged

    def save(self, commit=True):
        if self.merged is None:
            return super().save(commit)
        replace_rows(self.instance, self.name, self.merged)
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        return []


def with_gone_rows_as_new(data, prefix, there):
    """A formset's data in which rows that are not `there` any more (ids as text) come last, as new ones.

    A formset refuses an id that it does not know, and what was typed beside it could not be saved.
    """
    rows = defaultdict(dict)
    for key in data:
        if found := re.fullmatch(rf"{re.escape(prefix)}-([0-9]{{1,4}})-(\w+)", key):
            rows[int(found[1])][found[2]] = data[key]
    ordered = [rows[number] for number in sorted(rows)]
    gone = [row for row in ordered if row.get("id") and row["id"] not in there]
    if not gone:
        return data
    data = data.copy()
    kept = [row for row in ordered if row.get("id") in there]
    new = [row | {"id": ""} for row in ordered if row.get("id") not in there]
    data[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    for number, row in zip(sorted(rows), kept + new, strict=True):
        for name, value in row.items():
            data[f"{prefix}-{number}-{name}"] = value
    return data
