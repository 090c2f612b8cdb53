"""The curators' form for an entry, whatever its kind."""

import re
from itertools import groupby

from django import forms
from django.db import models
from django.db.models import Q
from django.forms.utils import pretty_name
from django.utils.html import format_html, format_html_join

from directory.catalogue.admin.editing_together import EditedTogether
from directory.catalogue.admin.review_question import ReviewQuestion
from directory.catalogue.admin.steps.leaving_question import LeavingQuestion
from directory.catalogue.admin.widgets import TermCheckboxes
from directory.catalogue.duplicates import duplicates_of, number_key
from directory.catalogue.models import FORMER_REFUSED, RESERVED, RESERVED_REFUSED, Entry, FormerSlug
from directory.catalogue.models.publication_requirements import is_empty
from directory.catalogue.needs import MEANS_ANY
from directory.catalogue.plain_text import UNSEEN, UNSEEN_REFUSED, with_plain_line_ends
from directory.catalogue.records.reading import fields_of, is_text, record_of
from directory.catalogue.records.texts import CONTACT_FIELDS
from directory.catalogue.working_copies.question import CopyQuestion
from directory.privacy.findings import findings
from directory.privacy.forms import NO_PERSONAL_DATA
from directory.privacy.long_texts import never_cut
from directory.taxonomy.models import Topic

NUMBER_TYPED = re.compile(r"contact_points-\d+-value")


class GroupedTopics(forms.models.ModelChoiceIterator):
    """The topics under the headings of their groups."""

    def __iter__(self):
        for group, topics in groupby(self.queryset, key=lambda topic: topic.group):
            yield Topic.Group(group).label, [self.choice(topic) for topic in topics]


class TopicsField(forms.ModelMultipleChoiceField):
    iterator = GroupedTopics


class EntryForm(CopyQuestion, LeavingQuestion, ReviewQuestion, EditedTogether):
    """An entry as curators edit it. `user` is set by the admin for each request.

    What others saved while it was open is kept, and what both changed is asked about. It asks again where an entry
    looks like another, where a text looks as if it were about a person, and where what was reviewed becomes another
    thing.
    """

    user = None
    refused = ()  # what kept the saving of just this from being done, a sentence each

    topics = TopicsField(Topic.objects.all(), required=False, widget=TermCheckboxes)
    not_a_duplicate = forms.BooleanField(required=False, label="I have checked: it is not the same thing")
    not_personal = forms.BooleanField(required=False, label="I have checked: it is not about a person")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.copy:
            self.initial["version"] = self.copy_shown
        self.asks = []  # names of the boxes to tick before it is saved
        for name, field in self.fields.items():
            if not isinstance(field, forms.ModelChoiceField):
                continue
            if issubclass(field.queryset.model, Entry):
                field.queryset = self.nameable(name, field.queryset)
            elif isinstance(field, forms.ModelMultipleChoiceField):
                field.queryset = self.choosable(name, field.queryset)
                field.help_text = ""
        never_cut(self.fields.values())
        if "summary" in self.fields:
            self.fields["summary"].help_text += f" {NO_PERSONAL_DATA}"
        for name in self.needed:
            label = self.fields[name].label or pretty_name(name)
            self.fields[name].label = format_html('{} <span class="needed">needed</span>', label)

    def choosable(self, name, terms):
        """The terms on offer, and retired ones that this entry has already."""
        already = [term.pk for term in getattr(self.instance, name).all()] if self.instance.pk else []
        return terms.filter(Q(retired=False) | Q(pk__in=already))

    def nameable(self, name, entries):
        """The entries that this person may see, and those that this entry names already: a form tells titles."""
        if self.user is None:
            return entries
        visible = Entry.objects.visible_to(self.user).order_by().values("pk")
        return entries.filter(Q(pk__in=visible) | Q(pk__in=self.named_already(name)))

    def named_already(self, name):
        named = getattr(self.instance, name) if self.instance.pk else None
        return list(named.values_list("pk", flat=True)) if hasattr(named, "all") else [named.pk] if named else []

    @property
    def needed(self):
        """The names of the fields without which readers cannot see the entry, here and not only for looking."""
        return [name for name in ("title", *self.instance.NEEDED_TO_PUBLISH) if name in self.fields]

    @property
    def needed_left(self):
        return [name for name in self.needed if is_empty(self[name].value())]

    @property
    def boxes(self):
        return [self[name] for name in self.asks]

    def clean_slug(self):
        """An address belongs to one entry of a kind; the database would say so less kindly."""
        slug = self.cleaned_data["slug"].lower() or self.instance.slug
        others = Entry.objects.of_kind(self.instance.KIND).exclude(pk=self.instance.pk)
        if FormerSlug.objects.of_others(self.instance.KIND, self.instance.pk).filter(slug=slug).exists():
            raise forms.ValidationError(FORMER_REFUSED)
        if slug in RESERVED:
            raise forms.ValidationError(RESERVED_REFUSED)
        if slug and others.filter(slug=slug).exists():
            raise forms.ValidationError("Another entry of this kind already has this address.")
        return slug

    def clean(self):
        cleaned = super().clean()
        self.tidy(cleaned)
        if self.copy:
            self.refuse_if_copy_moved(cleaned)
        self.ask_if_duplicate(cleaned)
        self.ask_if_personal(cleaned)
        self.refuse_second_copy()
        for problem in self.refused:
            self.add_error(None, problem)
        if self.is_for_readers:
            self.ask_if_review_holds(cleaned)
            self.ask_if_it_leaves(cleaned)
        return cleaned

    def clean_abilities(self):
        chosen = self.cleaned_data["abilities"]
        if len(chosen) >= MEANS_ANY:
            raise forms.ValidationError(
                f"{MEANS_ANY} needs or more say no more than none. Tick those that it was made for. If its provider "
                "says that it is for everyone, tick that instead."
            )
        return chosen

    def tidy(self, cleaned):
        """Line ends as one character; what nobody can see, and lines where there is place for one, are refused."""
        for field in fields_of(type(self.instance)):
            text = cleaned.get(field.name)
            if not isinstance(text, str):
                continue
            cleaned[field.name] = with_plain_line_ends(text)
            if UNSEEN.search(text):
                self.add_error(field.name, UNSEEN_REFUSED)
            elif "\n" in cleaned[field.name] and not isinstance(field, models.TextField):
                self.add_error(field.name, "Keep it on one line.")

    def ask_if_duplicate(self, cleaned):
        """Asks by what was typed now: what was like another before was asked about then."""
        changed = {name: cleaned.get(name) or "" for name in ("title", "url") if name in self.changed_data}
        described = {"title": "", **changed, "phones": self.new_numbers()}
        if cleaned.get("not_a_duplicate") or not any(described.values()):
            return
        among = Entry.objects.visible_to(self.user) if self.user else None
        found = duplicates_of(**described, kind=self.instance.KIND, but=self.instance.pk, among=among)
        if found:
            self.ask(
                "not_a_duplicate", "This may already be in the resource bank:", [self.line(item) for item in found]
            )

    def new_numbers(self):
        """The telephone numbers typed into the rows below, which are checked after the entry itself."""
        typed = [value for name, value in self.data.items() if NUMBER_TYPED.fullmatch(name)]
        known = record_of(self.instance).get("contact_points", []) if self.instance.pk and typed else []
        before = {number_key(point["value"]) for point in known}
        return [value for value in typed if number_key(value) not in before]

    def line(self, duplicate):
        entry = duplicate.entry
        return format_html(
            '<a href="{}">{}</a> ({}, {})',
            entry.get_absolute_url(),
            entry.title,
            entry.get_state_display().lower(),
            duplicate.why,
        )

    def ask_if_personal(self, cleaned):
        """No text of an entry is about a person; numbers and addresses of services have their own fields."""
        found = [
            (field, finding)
            for field in fields_of(type(self.instance))
            if is_text(field) and field.name not in CONTACT_FIELDS and field.name in self.changed_data
            for finding in findings(cleaned.get(field.name) or "")
        ]
        for field, finding in found:
            if finding.certain:
                self.add_error(field.name, f"Remove “{finding.text}”. It looks like {finding.words}.")
        asked = [(field, finding) for field, finding in found if not finding.certain]
        if asked and not cleaned.get("not_personal"):
            lines = [f"{field.verbose_name}: “{finding.text}” looks like {finding.words}" for field, finding in asked]
            self.ask("not_personal", "This may be about a person. Never name a child, a family or a school:", lines)

    def ask(self, box, words, lines, then="Tick the box below to save it anyway."):
        self.asks.append(box)
        items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
        self.add_error(None, format_html("{}<ul>{}</ul>{}", words, items, then))

    def _post_clean(self):
        """Refuse a change that would leave a published entry without what publishing asks for."""
        super()._post_clean()
        if self.instance.is_published and not self.errors:
            for problem in self.instance.publication_problems(chosen=self.cleaned_data):
                self.add_error(None, f"{problem} Readers can see this entry now.")
