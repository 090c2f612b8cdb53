"""The curators' lists and pages that are for every kind of entry together."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.catalogue.admin.custom_pages import CustomPages, edit_address, ids_in
from directory.catalogue.admin.entry_admin import EntryAdmin
from directory.catalogue.admin.many_steps_page import ManyStepsPage
from directory.catalogue.admin.read_only import ReadOnly
from directory.catalogue.admin.role_permissions import RolePermissions
from directory.catalogue.admin.work_lists import WorkListFilter
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action
from directory.curation import bulk_edits, bulk_undo, bulk_words, vocabulary_admin
from directory.curation.forms import BulkForm
from directory.curation.models import BulkEdit
from directory.exchange.admin_pages import ExchangePages
from directory.freshness.admin_pages import LinkPages
from directory.quality.admin_pages import QualityPages

vocabulary_admin.register_all(admin.site)


@admin.register(Entry)
class AllEntriesAdmin(
    ManyStepsPage, QualityPages, LinkPages, ExchangePages, CustomPages, RolePermissions, admin.ModelAdmin
):
    """Every kind in one list, to find and to work through; each entry is edited as its own kind."""

    list_display = [
        "edit",
        "kind",
        "state",
        "status",
        "quality",
        "confidence",
        "checked_on",
        "review_due_on",
        "updated_at",
    ]
    list_display_links = None
    list_filter = [WorkListFilter, "kind", *EntryAdmin.list_filter[1:]]
    search_fields = EntryAdmin.search_fields
    ordering = ["title"]
    list_per_page = 50
    actions = ["bulk_edit", *ManyStepsPage.step_actions]
    change_list_template = "admin/curation/all_entries.html"

    @admin.display(description="title", ordering="title")
    def edit(self, entry):
        return format_html('<a href="{}">{}</a>', edit_address(Kind(entry.kind), entry.pk), entry.title)

    def get_list_display(self, request):
        more = ["to_be_published"] if request.GET.get("todo") in ("scheduled", "late") else []
        return [*super().get_list_display(request), *more]

    @admin.display(description="to be published", ordering="publish_at")
    def to_be_published(self, entry):
        """When it is due; once that has passed, also what keeps it from readers."""
        when = f"{timezone.localtime(entry.publish_at):%-d %B %Y, %H:%M}"
        return " ".join([f"{when}.", *(entry.specific.publication_problems() if entry.is_late else [])])

    def view_on_site(self, entry):
        return entry.get_absolute_url()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """An entry is edited as its own kind."""
        return False

    def has_bulk_permission(self, request):
        return request.user.has_perm(bulk_edits.BULK)

    def get_urls(self):
        return [
            *self.quality_urls(),
            *self.link_urls(),
            *self.exchange_urls(),
            self.custom_path("bulk/", self.bulk_page, "bulk"),
            self.custom_path("steps/<slug:step>/", self.many_steps, "many_steps"),
            *super().get_urls(),
        ]

    # Many at once

    @admin.action(description="Change these entries in bulk", permissions=["bulk"])
    def bulk_edit(self, request, entries):
        ids = list(entries.order_by("pk").values_list("pk", flat=True)[: bulk_edits.MOST + 1])
        if len(ids) > bulk_edits.MOST:
            messages.error(request, f"You can change at most {bulk_edits.MOST:,} entries at once. Choose fewer.")
            return None
        return self.custom_page(
            request, "curation/bulk", "Change entries in bulk", {"form": BulkForm(), "ids": ids, "number": len(ids)}
        )

    def bulk_page(self, request):
        """First what would change; then, with the same choices sent again, the change."""
        if not self.has_bulk_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return redirect("admin:catalogue_entry_changelist")
        form, ids = BulkForm(request.POST), ids_in(request.POST.getlist("ids"))[: bulk_edits.MOST]
        ids = list(self.get_queryset(request).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
        context = {"form": form, "ids": ids, "number": len(ids)}
        if form.is_valid():
            if "confirm" in request.POST:
                chosen = set(ids_in(request.POST.getlist("chosen")))
                return self.bulk_done(request, [pk for pk in ids if pk in chosen], form)
            planned = bulk_edits.plan(ids=ids, change=form.change(), by=request.user)
            context |= bulk_words.shown(planned) | {"what": form.in_words()}
        return self.custom_page(request, "curation/bulk", "Change entries in bulk", context)

    def bulk_done(self, request, ids, form):
        edit = bulk_edits.bulk_edit(ids=ids, change=form.change(), by=request.user, what=form.in_words())
        return redirect("admin:curation_bulkedit_report", edit.pk)


@admin.register(BulkEdit)
class BulkEditAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "what", "by", "came_to", "undone_at", "undo_link"]
    list_display_links = None
    list_select_related = ["by"]

    def get_urls(self):
        return [
            self.custom_path("<uuid:pk>/report/", self.report, "report"),
            self.custom_path("<uuid:pk>/undo/", self.undo, "undo"),
            *super().get_urls(),
        ]

    @admin.display(description="came to")
    def came_to(self, edit):
        words = "Stopped part of the way" if edit.is_unfinished else "Undone" if edit.undone_at else "Done"
        return format_html('<a href="{}">{}</a>', reverse("admin:curation_bulkedit_report", args=[edit.pk]), words)

    @admin.display(description="undo")
    def undo_link(self, edit):
        if edit.undone_at:
            return ""
        address = reverse("admin:curation_bulkedit_undo", args=[edit.pk])
        return format_html('<a href="{}">Undo this change</a>', address)

    def report(self, request, pk):
        """What a bulk edit came to; one that was stopped can go on."""
        edit = self.edit_or_refused(request, pk)
        if request.method == "POST":
            bulk_edits.go_on(edit=edit, by=request.user)
            return redirect("admin:curation_bulkedit_report", pk)
        changed = Revision.objects.filter(batch=edit.pk, action=Action.BULK_EDITED).count()
        context = {"edit": edit, "changed": changed, "left": bulk_words.with_addresses(edit.left_out)}
        return self.custom_page(request, "curation/bulk_report", "What was changed", context)

    def undo(self, request, pk):
        edit, problems = self.edit_or_refused(request, pk), []
        if request.method == "POST":
            try:
                undone = bulk_undo.undo(edit=edit, by=request.user)
            except ValidationError as error:
                problems = error.messages
            else:
                left = bulk_words.with_addresses([entry.pk, str(entry), reasons] for entry, reasons in undone.left)
                context = {"edit": edit, "undone": undone.done, "left": left}
                return self.custom_page(request, "curation/bulk_report", "What was undone", context)
        words = f"“{edit.what}” will be undone, except where somebody has changed an entry since."
        context = {"words": words, "problems": problems, "button": "Undo"}
        return self.custom_page(request, "catalogue/form", "Undo", context)

    def edit_or_refused(self, request, pk):
        if not request.user.has_perm(bulk_edits.BULK):
            raise PermissionDenied
        return get_object_or_404(BulkEdit, pk=pk)
