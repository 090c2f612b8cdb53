"""The curators' side of an entry: what every kind has in common, and a list of all kinds together."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Textarea
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.catalogue import actions
from directory.catalogue.choices import Kind, State
from directory.catalogue.forms import EntryForm
from directory.catalogue.models import Entry
from directory.catalogue.widgets import TermCheckboxes

admin.site.site_header = "Resource bank: curators"
admin.site.site_title = "Resource bank"
admin.site.index_title = "What would you like to look after?"


class ToDoFilter(admin.SimpleListFilter):
    """The lists that a curator works through."""

    title = "to do"
    parameter_name = "todo"

    def lookups(self, request, model_admin):
        return [
            ("check", "Details to check first"),
            ("overdue", "Review overdue"),
            ("unpublished", "Not published"),
        ]

    def queryset(self, request, entries):
        match self.value():
            case "check":
                return entries.to_check_first()
            case "overdue":
                return entries.overdue()
            case "unpublished":
                return entries.exclude(state=State.PUBLISHED)


class NeverDeletePublished:
    """What readers have seen is archived, not deleted."""

    def has_delete_permission(self, request, obj=None):
        return obj is not None and obj.published_at is None and super().has_delete_permission(request, obj)


class EntryAdmin(NeverDeletePublished, admin.ModelAdmin):
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
        ToDoFilter,
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
    autocomplete_fields = ["successor"]
    readonly_fields = ["state", "published_at", "created_at", "updated_at"]
    actions = ["publish_selected", "archive_selected", "checked_today"]
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
                        "audiences",
                        "topics",
                        "districts",
                        "cost",
                    ],
                    "description": "Year 5 is age 9. Readers who ask for an age see only what includes it.",
                },
            ),
            ("Using it", {"fields": ["content_warning", "how_to_use", "when_not_to_use", "what_next"]}),
            (
                "Can it be trusted?",
                {"fields": ["quality", "checked_on", "review_due_on", "status", "successor"]},
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

    def save_model(self, request, entry, form, change):
        if "checked_on" in form.changed_data and "review_due_on" not in form.changed_data:
            entry.review_due_on = None
        actions.save_entry(entry=entry)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for button, action in STATE_BUTTONS.items():
            if button in request.POST:
                self.try_action(request, action, form.instance)

    def try_action(self, request, action, entry):
        """Do it, or say what is missing. Returns whether it was done."""
        try:
            action(entry=entry)
        except ValidationError as error:
            messages.error(request, f"{entry} is saved but not published. {' '.join(error.messages)}")
            return False
        return True

    @admin.action(description="Publish", permissions=["change"])
    def publish_selected(self, request, entries):
        done = [self.try_action(request, actions.publish, entry) for entry in entries]
        messages.success(request, f"Published: {sum(done)} of {len(done)}.")

    @admin.action(description="Archive: take out of every list", permissions=["change"])
    def archive_selected(self, request, entries):
        done = [self.try_action(request, actions.archive, entry) for entry in entries]
        messages.success(request, f"Archived: {len(done)}.")

    @admin.action(description="Record that the facts were checked today", permissions=["change"])
    def checked_today(self, request, entries):
        checked = [actions.record_check(entry=entry, on=timezone.localdate()) for entry in entries]
        messages.success(request, f"Checked today: {len(checked)}.")


STATE_BUTTONS = {
    "_publish": actions.publish,
    "_archive": actions.archive,
    "_withdraw": actions.withdraw,
    "_review": actions.send_for_review,
}


@admin.register(Entry)
class AllEntriesAdmin(NeverDeletePublished, admin.ModelAdmin):
    """Every kind in one list, to find and to work through; each entry is edited as its own kind."""

    list_display = ["edit", "kind", "state", "status", "quality", "confidence", "checked_on", "review_due_on"]
    list_display_links = None
    list_filter = [ToDoFilter, "kind", *EntryAdmin.list_filter[1:]]
    search_fields = EntryAdmin.search_fields
    ordering = ["title"]
    actions = None

    @admin.display(description="title", ordering="title")
    def edit(self, entry):
        kind = Kind(entry.kind)
        return format_html('<a href="{}">{}</a>', edit_address(kind, entry.pk), entry.title)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)


def edit_address(kind, pk):
    return reverse(f"admin:{kind.namespace}_{kind.model_name}_change", args=[pk])
