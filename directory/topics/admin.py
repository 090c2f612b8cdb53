from django import forms
from django.contrib import admin
from django.db import models

from directory.catalogue.admin.slugged_admin import SluggedAdmin
from directory.catalogue.admin.versioned_admin import GuardedVersionForm, VersionedAdmin, VersionedRows
from directory.privacy.forms import GuardedForm
from directory.topics.forms import LinesField
from directory.topics.models import AuditArea, Collection, Hub, HubContact, Item, Step


class StepInline(VersionedRows):
    model = Step
    form = GuardedForm
    fields = ["when", "order", "text", "source", "looked_over"]
    autocomplete_fields = ["source"]

    def formfield_for_dbfield(self, field, request, **options):
        if field.name == "text":
            options |= {"widget": forms.Textarea(attrs={"rows": 3, "cols": 60}), "form_class": LinesField}
        return super().formfield_for_dbfield(field, request, **options)


class HubContactInline(VersionedRows):
    model = HubContact
    fields = ["order", "organisation"]
    autocomplete_fields = ["organisation"]


@admin.register(Hub)
class HubAdmin(VersionedAdmin):
    """The words of a hub. Whoever may change hubs may change their steps and who can help, and restore a version."""

    form = GuardedVersionForm
    fields = ["topic", "definition", "never", "checked_on", "looked_over"]
    formfield_overrides = {models.TextField: {"form_class": LinesField}}
    inlines = [StepInline, HubContactInline]
    autocomplete_fields = ["topic"]
    list_display = ["__str__", "number_of_steps", "checked_on", "updated_at"]
    search_fields = ["topic__name", "definition"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("topic").prefetch_related("steps")

    def get_readonly_fields(self, request, obj=None):
        """A hub stays with its topic: its versions are all of one thing."""
        return ["topic"] if obj else []

    @admin.display(description="steps")
    def number_of_steps(self, hub):
        return len(hub.steps.all())

    def view_on_site(self, hub):
        return hub.get_absolute_url()


@admin.register(AuditArea)
class AuditAreaAdmin(VersionedAdmin):
    form = GuardedVersionForm
    list_display = ["title", "order"]
    fields = ["title", "questions", "evidence", "guidance", "topics", "order", "looked_over"]
    search_fields = ["title", "questions"]
    autocomplete_fields = ["guidance", "topics"]


class ItemInline(VersionedRows):
    model = Item
    form = GuardedForm
    fields = ["order", "entry", "note", "looked_over"]
    autocomplete_fields = ["entry"]


@admin.register(Collection)
class CollectionAdmin(SluggedAdmin, VersionedAdmin):
    form = GuardedVersionForm
    inlines = [ItemInline]
    list_display = ["title", "order"]
    search_fields = ["title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
