"""The curators' form for an entry, whatever its kind."""

from itertools import groupby

from django import forms
from django.db.models import Q

from directory.catalogue.models import Entry
from directory.catalogue.widgets import TermCheckboxes
from directory.taxonomy.models import Topic

NO_PERSONAL_DATA = "Never name a child, a family or a school."


class GroupedTopics(forms.models.ModelChoiceIterator):
    """The topics under the headings of their groups."""

    def __iter__(self):
        for group, topics in groupby(self.queryset, key=lambda topic: topic.group):
            yield Topic.Group(group).label, [self.choice(topic) for topic in topics]


class TopicsField(forms.ModelMultipleChoiceField):
    iterator = GroupedTopics


class EntryForm(forms.ModelForm):
    topics = TopicsField(Topic.objects.all(), required=False, widget=TermCheckboxes)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.queryset = self.choosable(name, field.queryset)
                field.help_text = ""
        self.fields["summary"].help_text += f" {NO_PERSONAL_DATA}"

    def choosable(self, name, terms):
        """The terms on offer, and retired ones that this entry has already."""
        already = [term.pk for term in getattr(self.instance, name).all()] if self.instance.pk else []
        return terms.filter(Q(retired=False) | Q(pk__in=already))

    def clean_slug(self):
        """An address belongs to one entry of a kind; the database would say so less kindly."""
        slug = self.cleaned_data["slug"].lower()
        others = Entry.objects.of_kind(self.instance.KIND).exclude(pk=self.instance.pk)
        if slug and others.filter(slug=slug).exists():
            raise forms.ValidationError("Another entry of this kind has this address.")
        return slug

    def _post_clean(self):
        """Refuse a change that would leave a published entry without what publishing asks for."""
        super()._post_clean()
        if self.instance.is_published and not self.errors:
            for problem in self.instance.publication_problems(chosen=self.cleaned_data):
                self.add_error(None, f"{problem} Readers see this entry now.")
