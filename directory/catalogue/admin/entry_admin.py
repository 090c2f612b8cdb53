"""The curators' side of an entry: what every kind has in common, and a list of all kinds together."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db import models
from django.forms import Textarea
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html

from directory.catalogue.actions import editing, history
from directory.catalogue.admin.custom_pages import step_address
from directory.catalogue.admin.entry_form import EntryForm
from directory.catalogue.admin.history_pages import HistoryPages
from directory.catalogue.admin.many_steps_page import ManyStepsPage
from directory.catalogue.admin.role_permissions import RolePermissions
from directory.catalogue.admin.widgets import TermCheckboxes
from directory.catalogue.admin.work_lists import WorkListFilter
from directory.catalogue.admin.workflow_pages import WorkflowPages
from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.catalogue.workflow import STEPS, steps_open_to


class EntryAdmin(ManyStepsPage, WorkflowPages, HistoryPages, RolePermissions, admin.ModelAdmin):
    """What the admin of every kind shares; a kind adds its own fields to `own_fields`."""

    form = EntryForm
    own_fields = ()
    change_form_template = "admin/catalogue/entry_change_form.html"
    list_display = [
        "title",
        "state",
        "status",
        "quality",
        "ages",
        "checked_on",
        "review_due_on",
        "page",
    ]
    list_filter = [
        WorkListFilter,
        "state",
        "status",
        "quality",
        "confidence",
        "sectors",
        "abilities",
        "topics",
        "districts",
    ]
    search_fields = ["title", "aliases", "summary", "note"]
    ordering = ["title"]
    list_per_page = 50
    autocomplete_fields = ["successor", "cites"]
    readonly_fields = ["quality", "state", "publish_at", "published_at", "reference", "created_at", "updated_at"]
    actions = [*ManyStepsPage.step_actions, "checked_today"]
    formfield_overrides = {
        models.ManyToManyField: {"widget": TermCheckboxes},
        models.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 90})},
    }

    def get_fieldsets(self, request, obj=None):
        return [
            ("What it is", {"fields": ["title", "summary", "url", "aliases", *self.own_fields]}),
            (
                "Who it is for",
                {
                    "fields": [
                        ("age_min", "age_max"),
                        "sectors",
                        "abilities",
                        "for_everyone",
                        "audiences",
                        "topics",
                        "districts",
                        "cost",
                    ],
                    "description": (
                        "Year 5 is age 9. Readers who choose an age only see entries that include it. Tick the needs "
                        "that it was made for or adapted to, and none if it does not say."
                    ),
                },
            ),
            ("Using it", {"fields": ["content_warning", "how_to_use", "when_not_to_use", "what_next"]}),
            (
                "Can it be trusted?",
                {"fields": ["checked_on", "review_due_on", "expires_on", "status", "successor", "cites"]},
            ),
            (
                "For curators only",
                {
                    "fields": [
                        "confidence",
                        "source",
                        "note",
                        "named_in_review",
                        "slug",
                        *self.readonly_fields,
                    ]
                },
            ),
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Vocabularies are chosen here and looked after elsewhere: no "add another" beside them."""
        if db_field.name in self.autocomplete_fields and db_field.many_to_many:
            kwargs["widget"] = AutocompleteSelectMultiple(db_field, self.admin_site)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.ManyToManyField) and field:
            field.widget = field.widget.widget if hasattr(field.widget, "can_add_related") else field.widget
        return field

    @admin.display(description="ages", ordering="age_min")
    def ages(self, entry):
        return "" if entry.age_min is None else f"{entry.age_min} to {entry.age_max}"

    @admin.display(description="page")
    def page(self, entry):
        return format_html(
            '<a href="{}">{}</a>', entry.get_absolute_url(), "View" if entry.is_published else "Preview"
        )

    def view_on_site(self, entry):
        return entry.get_absolute_url()

    def get_form(self, request, obj=None, **kwargs):
        return type("OwnEntryForm", (super().get_form(request, obj, **kwargs),), {"user": request.user})

    def _changeform_view(self, request, object_id, form_url, extra_context):
        """Within the admin's own transaction: nobody else saves this entry until this save is done or refused."""
        if request.method == "POST" and str(object_id).isdigit() and len(str(object_id)) < 19:
            Entry.objects.select_for_update().filter(pk=object_id).first()
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["steps"] = steps_open_to(request.user, obj) if obj else []
        context["history"] = obj.revisions.select_related("by")[:5] if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # Saving

    def save_model(self, request, entry, form, change):
        if "checked_on" in form.changed_data and "review_due_on" not in form.changed_data:
            entry.review_due_on = None
        if not change:
            entry.created_by = request.user
        editing.save_entry(entry=entry)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        action = Action.EDITED if change else Action.CREATED
        history.record_revision(entry=form.instance, action=action, by=request.user, **form.said())
        if form.also_changed:
            messages.info(request, form.also_changed)

    def response_add(self, request, obj, post_url_continue=None):
        return self.after_saving(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.after_saving(request, obj) or super().response_change(request, obj)

    def after_saving(self, request, entry):
        """The step that was asked for with the saving; where it needs more than that, its own page."""
        step = STEPS.get(request.POST.get("_step"))
        if step is None:
            return None
        return self.stepped(request, step, entry) or redirect(step_address(entry, step))

    # Lists

    @admin.action(description="Record that the facts were checked today", permissions=["review"])
    def checked_today(self, request, entries):
        checked = [history.record_check(entry=entry, on=timezone.localdate(), by=request.user) for entry in entries]
        messages.success(request, f"Checked today: {len(checked)}.")
