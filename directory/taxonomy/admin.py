"""How vocabularies are looked after. They are registered where their versions are kept (`curation`)."""

from django import forms
from django.contrib import admin
from taggit.models import Tag


class TermAdmin(admin.ModelAdmin):
    """A term's code is fixed once it is used, and a term is retired, never deleted."""

    list_display = ["label", "code", "order", "retired"]
    list_filter = ["retired"]
    search_fields = ["label", "code"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False


admin.site.unregister(Tag)  # free tags, which the bank does not use


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
