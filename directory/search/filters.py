"""From a query string to a valid question, or to plain words about what is wrong with it."""

from django import forms
from django.utils.functional import cached_property
from django_filters import CharFilter, ChoiceFilter, FilterSet, MultipleChoiceFilter, NumberFilter

from directory.catalogue.models import OLDEST_AGE, Entry
from directory.catalogue.querysets import for_ages, for_local_only
from directory.search.facets import FACETS, term_label
from directory.search.querysets import matching_all
from directory.search.synonyms import clauses

LONGEST_QUERY = 200  # characters
SORTS = {"best": "Best match", "newest": "Newest", "title": "A to Z", "date": "Next date"}


class CodesField(forms.MultipleChoiceField):
    """Codes of terms, each once; a parameter left empty, as a plain form sends it, is no code."""

    def to_python(self, value):
        return [code for code in dict.fromkeys(super().to_python(value)) if code]


class FacetFilter(MultipleChoiceFilter):
    """Entries that fit any of the chosen terms of one facet."""

    field_class = CodesField

    def __init__(self, facet):
        super().__init__(
            label=facet.label,
            choices=[],
            error_messages={"invalid_choice": f"%(value)s is not something that “{facet.label}” can be."},
        )
        self.facet = facet
        self.terms = {}

    def offer(self, terms):
        """Set the terms that may be chosen, by code; call it before the form is built."""
        self.terms = terms
        self.extra["choices"] = [(code, term_label(term)) for code, term in terms.items()]

    def filter(self, entries, codes):
        return entries.filter(self.facet.matches([self.terms[code] for code in codes])) if codes else entries


class WholeNumberFilter(NumberFilter):
    field_class = forms.IntegerField

    def __init__(self, *, least, most, **options):
        wrong = f"give a whole number from {least} to {most:,}."
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
        super().__init__(min_value=least, max_value=most, error_messages=messages, **options)


class EntryFilterSet(FilterSet):
    """The search form. `kind` fixes one kind of entry, as browse pages do."""

    q = CharFilter(method="search_words", max_length=LONGEST_QUERY, label="Search")
    age = WholeNumberFilter(method="serve_age", least=0, most=OLDEST_AGE, label="Age")
    local = ChoiceFilter(
        method="keep_local",
        choices=[("yes", "Leave out what is national")],
        empty_label=None,
        label="Local only",
    )
    sort = ChoiceFilter(method="leave", choices=list(SORTS.items()), empty_label=None, label="Sort by")
    page = WholeNumberFilter(method="leave", least=1, most=100_000, label="Page")

    class Meta:
        model = Entry
        fields = []

    @classmethod
    def get_filters(cls):
        return {**super().get_filters(), **{facet.name: FacetFilter(facet) for facet in FACETS}}

    def __init__(self, data, *, kind=None):
        entries = Entry.objects.published()
        super().__init__(data, entries.of_kind(kind) if kind else entries)
        self.kind = kind
        if kind:
            for name in [facet.name for facet in FACETS if facet.name == "kind" or facet.kind not in (None, kind)]:
                del self.filters[name]
        for facet_filter in self.facet_filters():
            facet_filter.offer(facet_filter.facet.terms())

    def facet_filters(self):
        return [item for item in self.filters.values() if isinstance(item, FacetFilter)]

    @property
    def unknown(self):
        """Parameters that the search does not have, such as a tracking code: readers are told they were ignored."""
        return [name for name in self.data if name not in self.filters]

    @property
    def problems(self):
        """What cannot be answered, a sentence each. While there are any, no list is shown: it might be wrong."""
        found = [
            f"{self.filters[name].label}: {message}"
            for name, messages in self.form.errors.items()
            for message in messages
        ]
        for name, item in self.filters.items():
            if name in self.data and not isinstance(item, FacetFilter) and len(self.data.getlist(name)) > 1:
                found.append(f"{item.label}: the address gives it more than once.")
        return found

    @property
    def words(self):
        """The words as they were typed, valid or not."""
        return self.data.get("q", "")

    @cached_property
    def chosen(self):
        """The values by name, without those left empty. Raises ValueError while there are problems."""
        if self.problems:
            raise ValueError(self.problems)
        values = self.form.cleaned_data.items()
        return {name: value for name, value in values if value not in (None, "", [])}

    def matching(self, leaving_out=None):
        """The entries that fit every filter but `leaving_out`, in no order."""
        entries = self.queryset
        for name, value in self.chosen.items():
            if name != leaving_out:
                entries = self.filters[name].filter(entries, value)
        return entries

    @cached_property
    def clauses(self):
        return clauses(self.chosen.get("q", ""))

    def search_words(self, entries, name, value):
        return entries.filter(matching_all(self.clauses))

    def serve_age(self, entries, name, value):
        return entries.filter(for_ages(value, value))

    def keep_local(self, entries, name, value):
        return entries.filter(for_local_only())

    def leave(self, entries, name, value):
        """How the list is shown, not what is in it."""
        return entries
