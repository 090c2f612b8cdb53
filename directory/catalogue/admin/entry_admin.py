"""The curators' side of an entry: what every kind has in common, and a list of all kinds together."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.forms import Textarea
from django.shortcuts import redirect
from django.utils.html import format_html

from directory.catalogue.actions import editing, history, steps
from directory.catalogue.actions.leaving import leave
from directory.catalogue.admin.custom_pages import admin_address, step_address
from directory.catalogue.admin.entry_form import EntryForm
from directory.catalogue.admin.finding import EntrySearch
from directory.catalogue.admin.history_pages import HistoryPages
from directory.catalogue.admin.role_permissions import RolePermissions
from directory.catalogue.admin.steps.checked_today import CheckedToday
from directory.catalogue.admin.steps.leaving_question import instead_sent
from directory.catalogue.admin.steps.many import ManyStepsPage
from directory.catalogue.admin.steps.pages import WorkflowPages
from directory.catalogue.admin.widgets import TermCheckboxes
from directory.catalogue.admin.work_lists import WorkListFilter
from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.catalogue.usage import urgent_places, usage
from directory.catalogue.workflow import STEPS, steps_open_to
from directory.catalogue.working_copies.pages import CopyPages
from directory.county.current import county
from directory.taxonomy.models import Coded

SAVED_ALREADY = (
    "Something of this name was saved in the same moment: by the first of two presses, or by somebody else. "
    "Look at the list before you save this."
)


class EntryAdmin(
    EntrySearch,
    CheckedToday,
    ManyStepsPage,
    CopyPages,
    WorkflowPages,
    HistoryPages,
    RolePermissions,
    admin.ModelAdmin,
):
    """What the admin of every kind shares; a kind adds what it needs to `own_fields`, the rest to `more_fields`."""

    form = EntryForm
    own_fields = ()
    more_fields = ()
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
    ordering = ["title"]
    list_per_page = 50
    autocomplete_fields = ["successor", "cites"]
    readonly_fields = ["quality", "state", "publish_at", "published_at", "reference", "created_at", "updated_at"]
    actions = [*ManyStepsPage.step_actions, "checked_today"]
    formfield_overrides = {
        models.ManyToManyField: {"widget": TermCheckboxes},
        models.TextField: {"widget": Textarea(attrs={"rows": 2, "cols": 90})},
    }

    def get_fieldsets(self, request, obj=None):
        """What nearly every entry needs stands open; what few need is folded, and opens where something is wrong."""
        return [
            ("What it is", {"fields": ["title", "url", "summary", *self.own_fields]}),
            (
                "Who it is for",
                {
                    "fields": [
                        ("age_min", "age_max", "cost"),
                        "sectors",
                        "abilities",
                        "for_everyone",
                        "audiences",
                        "topics",
                        "districts",
                    ],
                    "description": (
                        "Year 5 is age 9. Readers who choose an age only see entries that include it. Tick the needs "
                        "that it was made for or adapted to, and none if it does not say."
                    ),
                },
            ),
            (
                "Can it be trusted?",
                {"fields": [("confidence", "source"), ("checked_on", "review_due_on"), "note"]},
            ),
            (
                "More about it",
                {
                    "classes": ["collapse"],
                    "fields": [
                        *self.more_fields,
                        "aliases",
                        "content_warning",
                        "how_to_use",
                        "when_not_to_use",
                        "what_next",
                        "cites",
                    ],
                },
            ),
            (
                "Its end, its address and its record",
                {
                    "classes": ["collapse"],
                    "fields": [
                        ("status", "expires_on"),
                        "successor",
                        "slug",
                        *(["named_in_review"] if county.young_people_asked_in else []),
                        tuple(self.readonly_fields),
                    ],
                },
            ),
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Vocabularies are chosen here and looked after elsewhere: no "add another" beside them."""
        if db_field.name in self.autocomplete_fields and db_field.many_to_many:
            kwargs["widget"] = AutocompleteSelectMultiple(db_field, self.admin_site)
        if db_field.name == "named_in_review":
            kwargs["label"] = f"Named in the county's {county.young_people_asked_in}"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.is_relation and issubclass(db_field.related_model, Coded) and field:
            field.widget = getattr(field.widget, "widget", field.widget)  # the choice without its links
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

    def get_changeform_initial_data(self, request):
        """What an address proposes for a new entry: terms by their ids, with commas between."""
        said = super().get_changeform_initial_data(request)
        return said | {name: said[name].split(",") for name in ("topics",) if name in said}

    def get_form(self, request, obj=None, **kwargs):
        own = {
            "user": request.user,
            "copy": getattr(request, "working_copy", None),
            "begins_copy": hasattr(request, "begins_copy"),
            "refused": getattr(request, "refused", ()),
        }
        return type("OwnEntryForm", (super().get_form(request, obj, **kwargs),), own)

    def changeform_view(self, request, *args, **kwargs):
        """What can be told only once all is saved undoes the saving, and the form comes back with it."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as error:
            request.refused = error.messages
        except IntegrityError:
            request.refused = [SAVED_ALREADY]
        return super().changeform_view(request, *args, **kwargs)

    def _changeform_view(self, request, object_id, form_url, extra_context):
        """Within the admin's own transaction: nobody else saves this entry until this save is done or refused."""
        if request.method == "POST" and str(object_id).isdigit() and len(str(object_id)) < 19:
            history.lock_in_order([object_id, *urgent_places.entries_among(instead_sent(request.POST))])
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            context |= self.copy_context(request, obj)
        context["steps"] = steps_open_to(request.user, obj) if obj and not context["on_copy"] else []
        context["why_late"] = steps.why_late(obj) if obj and obj.is_late else []
        context["uses"] = usage.of(obj, request.user) if obj else []
        context["history"] = obj.revisions.select_related("by")[:5] if obj else []
        context["show_save_and_add_another"] = False  # the bar takes one line
        context["show_save_and_continue"] = not (obj and obj.is_published)
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
        if self.keeps_record(request):
            return
        action = Action.EDITED if change else Action.CREATED
        said = form.said()
        if form.leaves:
            left = leave(entry=form.instance, places=form.places, instead=form.instead(), by=request.user)
            said["why"] = " ".join(filter(None, [said.get("why"), left]))
        history.record_revision(entry=form.instance, action=action, by=request.user, **said)
        if form.also_changed:
            messages.info(request, form.also_changed)
        self.say_if_approval_is_gone(request, form.instance)

    def say_if_approval_is_gone(self, request, entry):
        """`entry` is as the form was opened for it: what it was approved for may be over."""
        if entry.publish_at and not Entry.objects.filter(pk=entry.pk, publish_at__isnull=False).exists():
            messages.warning(request, "This was approved as it was before. It will need approval again.")

    def response_add(self, request, obj, post_url_continue=None):
        return self.after_saving(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.after_saving(request, obj) or super().response_change(request, obj)

    def after_saving(self, request, entry):
        """The step that was asked for with the saving; where it needs more than that, its own page."""
        if self.keeps_record(request):
            return redirect(admin_address(self.model, "copy", entry.pk))
        step = STEPS.get(request.POST.get("_step"))
        if step is None:
            return None
        return self.stepped(request, step, entry) or redirect(step_address(entry, step))

    # Lists
