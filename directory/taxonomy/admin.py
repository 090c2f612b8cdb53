"""How vocabularies are looked after. They are registered where their versions are kept (`curation`)."""

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from taggit.models import Tag


class NamedOnce:
    """Part of a form: no two terms of a vocabulary have one name, however it is written."""

    NAMES = ("label", "name", "term")

    def clean(self):
        cleaned = super().clean()
        for name in self.NAMES:
            if name in cleaned and any(folded(other) == folded(cleaned[name]) for other in self.others(name)):
                self.add_error(name, "There is one with this name already. Capitals and spaces make no other name.")
        return cleaned

    def others(self, name):
        others = self._meta.model._base_manager.exclude(pk=self.instance.pk)
        return others.values_list(name, flat=True)


def folded(name):
    return " ".join(name.split()).casefold()


class TermAdmin(admin.ModelAdmin):
    """A term's code is fixed once it is used, and a term is retired, never deleted."""

    list_display = ["label", "code", "order", "retired"]
    list_filter = ["retired"]
    search_fields = ["label", "code"]

    def get_readonly_fields(self, request, obj=None):
        return ["code", "used_by"] if obj else []

    @admin.display(description="used by")
    def used_by(self, term):
        return uses_in_words(term)

    def save_model(self, request, term, form, change):
        """What is renamed or retired says how many entries that is about."""
        super().save_model(request, term, form, change)
        if change and {"retired", "label", "name"} & {*form.changed_data} and (number := number_of_uses(term)):
            words = (
                "It stays on them, and is not offered for others." if term.retired else "They all show the new name."
            )
            messages.info(request, f"Entries that use “{term}”: {number}. {words}")

    def has_delete_permission(self, request, obj=None):
        return False


def number_of_uses(term):
    """How many entries are described by it; None for what entries are not described by, such as a year group."""
    entry = apps.get_model("catalogue", "Entry")
    related = [way for way in term._meta.related_objects if issubclass(way.related_model, entry)]
    names = ["taggings"] if hasattr(term, "taggings") else [way.get_accessor_name() for way in related]
    return sum(getattr(term, name).count() for name in names) if names else None


def uses_in_words(term):
    number = number_of_uses(term)
    return (
        "Entries are found by their ages" if number is None else f"{number} {'entry' if number == 1 else 'entries'}"
    )


admin.site.unregister(Tag)  # free tags, which the bank does not use


class MergedStaysRetired:
    """Part of a topic's form."""

    def clean_retired(self):
        """A merged topic that was offered again would find nothing: its entries and address are with the other."""
        if self.instance.merged_into_id and not self.cleaned_data["retired"]:
            raise forms.ValidationError(
                f"This topic has been merged into “{self.instance.merged_into}”, and its entries and address went "
                "there. To offer it again, use “Separate again” above."
            )
        return self.cleaned_data["retired"]


class TopicAdmin(TermAdmin):
    """What people say is looked over like all that curators write in readers' own words."""

    list_display = ["name", "code", "group", "order", "retired"]
    list_filter = ["group", "retired"]
    search_fields = ["name", "code"]
    exclude = ["slug"]

    def formfield_for_dbfield(self, field, request, **options):
        if field.name == "sayings":
            options["widget"] = forms.Textarea(attrs={"rows": 20, "cols": 100})
        return super().formfield_for_dbfield(field, request, **options)


class GlossaryTermAdmin(admin.ModelAdmin):
    list_display = ["term", "short_forms"]
    search_fields = ["term", "short_forms", "definition"]
