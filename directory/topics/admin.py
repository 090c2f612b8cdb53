from django import forms
from django.contrib import admin
from django.db import models

from directory.catalogue.admin.history_pages import HistoryPages
from directory.catalogue.admin.row_data import with_gone_rows_as_new
from directory.catalogue.admin.slugged_admin import SluggedAdmin
from directory.catalogue.states import Action
from directory.privacy.forms import GuardedForm
from directory.topics.actions import record_hub, restore_hub
from directory.topics.forms import HubForm, LinesField
from directory.topics.hub_record import differences_of_hubs, record_of_hub
from directory.topics.models import AuditArea, Collection, Hub, HubContact, Item, Step


class StepInline(admin.TabularInline):
    model = Step
    form = GuardedForm
    extra = 0
    fields = ["when", "order", "text", "source", "looked_over"]
    autocomplete_fields = ["source"]

    def formfield_for_dbfield(self, field, request, **options):
        if field.name == "text":
            options |= {"widget": forms.Textarea(attrs={"rows": 3, "cols": 60}), "form_class": LinesField}
        return super().formfield_for_dbfield(field, request, **options)


class HubContactInline(admin.TabularInline):
    model = HubContact
    extra = 0
    fields = ["order", "organisation"]
    autocomplete_fields = ["organisation"]


@admin.register(Hub)
class HubAdmin(HistoryPages, admin.ModelAdmin):
    """The words of a hub. Whoever may change hubs may change their steps and who can help, and restore a version."""

    form = HubForm
    change_form_template = "admin/topics/hub_change_form.html"
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

    def _changeform_view(self, request, object_id, form_url, extra_context):
        """Within the admin's own transaction: nobody else saves this hub until this save is done or refused."""
        if request.method == "POST" and str(object_id).isdigit() and len(str(object_id)) < 19:
            Hub.objects.select_for_update(of=("self",)).filter(pk=object_id).first()
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """What somebody typed into a row that another person has removed meanwhile is still there, as a new row."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk:
            rows = inline.model.objects.filter(hub=obj).values_list("pk", flat=True)
            kwargs["data"] = with_gone_rows_as_new(kwargs["data"], prefix, {str(pk) for pk in rows})
        return kwargs

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        record_hub(hub=form.instance, action=Action.EDITED if change else Action.CREATED, by=request.user)

    def record_now(self, hub):
        return record_of_hub(hub)

    def compared(self, before, after):
        return differences_of_hubs(before, after)

    def go_back_to(self, change, by):
        restore_hub(revision=change, by=by)

    @admin.display(description="steps")
    def number_of_steps(self, hub):
        return len(hub.steps.all())

    def view_on_site(self, hub):
        return hub.get_absolute_url()


@admin.register(AuditArea)
class AuditAreaAdmin(admin.ModelAdmin):
    form = GuardedForm
    list_display = ["title", "order"]
    fields = ["title", "questions", "evidence", "guidance", "topics", "order", "looked_over"]
    search_fields = ["title", "questions"]
    autocomplete_fields = ["guidance", "topics"]


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
