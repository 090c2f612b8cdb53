from django import forms
from django.contrib import admin

from directory.catalogue.admin.slugged_admin import SluggedAdmin
from directory.privacy.forms import GuardedForm
from directory.topics.models import AuditArea, Collection, Hub, Item, Step


class StepInline(admin.TabularInline):
    model = Step
    form = GuardedForm
    extra = 0
    fields = ["when", "order", "text", "source", "looked_over"]
    autocomplete_fields = ["source"]

    def formfield_for_dbfield(self, field, request, **options):
        if field.name == "text":
            options["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 60})
        return super().formfield_for_dbfield(field, request, **options)


@admin.register(Hub)
class HubAdmin(admin.ModelAdmin):
    """The words of a hub. Whoever may change hubs may change their steps."""

    form = GuardedForm
    inlines = [StepInline]
    autocomplete_fields = ["topic"]
    list_display = ["__str__", "number_of_steps", "checked_on", "updated_at"]
    search_fields = ["topic__name", "definition"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("topic").prefetch_related("steps")

    @admin.display(description="steps")
    def number_of_steps(self, hub):
        return len(hub.steps.all())

    def view_on_site(self, hub):
        return hub.get_absolute_url()


@admin.register(AuditArea)
class AuditAreaAdmin(admin.ModelAdmin):
    form = GuardedForm
    list_display = ["title", "order"]
    search_fields = ["title", "questions"]
    autocomplete_fields = ["topics"]


class ItemInline(admin.TabularInline):
    model = Item
    form = GuardedForm
    extra = 0
    fields = ["order", "entry", "note", "looked_over"]
    autocomplete_fields = ["entry"]


@admin.register(Collection)
class CollectionAdmin(SluggedAdmin):
    form = GuardedForm
    inlines = [ItemInline]
    list_display = ["title", "order"]
    search_fields = ["title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
