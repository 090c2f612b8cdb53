from django import forms
from django.contrib import admin
from taggit.models import Tag

from directory.privacy.forms import GuardedForm
from directory.taxonomy import models


class TermForm(GuardedForm):
    """No two terms of a vocabulary have one name, however it is written."""

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

    form = TermForm
    list_display = ["label", "code", "order", "retired"]
    list_filter = ["retired"]
    search_fields = ["label", "code"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False


admin.site.unregister(Tag)  # free tags, which the bank does not use


@admin.register(models.Topic)
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


@admin.register(models.GlossaryTerm)
class GlossaryTermAdmin(admin.ModelAdmin):
    form = TermForm
    list_display = ["term", "short_forms"]
    search_fields = ["term", "short_forms", "definition"]


admin.site.register(
    [
        models.Sector,
        models.KeyStage,
        models.YearGroup,
        models.Ability,
        models.Audience,
        models.District,
        models.Cost,
        models.HelpKind,
        models.ResourceKind,
        models.RsheStrand,
        models.DeliveryMode,
        models.Place,
        models.TrainingLevel,
    ],
    TermAdmin,
)
