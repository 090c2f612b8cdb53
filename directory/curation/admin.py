"""The curators' lists and pages that are for every kind of entry together."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.admin.entry_admin import EntryAdmin
from directory.catalogue.admin.finding import EntrySearch
from directory.catalogue.admin.read_only import ReadOnly
from directory.catalogue.admin.role_permissions import RolePermissions
from directory.catalogue.admin.steps.checked_today import CheckedToday
from directory.catalogue.admin.steps.many import ManyStepsPage
from directory.catalogue.admin.work_lists import WorkListFilter
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.plain_text import ids_in
from directory.catalogue.states import Action
from directory.catalogue.workflow import works_on_entries
from directory.curation import vocabulary_admin
from directory.curation.adding.admin_pages import AddingPages
from directory.curation.bulk import edits as bulk_edits
from directory.curation.bulk import undo as bulk_undo
from directory.curation.bulk import words as bulk_words
from directory.curation.checks.pages import CheckPages
from directory.curation.forms import BulkForm
from directory.curation.models import BulkEdit
from directory.exchange.admin_pages import ExchangePages
from directory.freshness.admin_pages import LinkPages
from directory.owners.admin_pages import OwnerActions
from directory.quality.admin_pages import QualityPages

vocabulary_admin.register_all(admin.site)

# What else the list shows of what is to do.
MORE_COLUMNS = {
    "scheduled": ["to_be_published"],
    "late": ["to_be_published"],
    "broken": ["broken_links"],
    "review": ["how_it_came"],
}


@admin.register(Entry)
class AllEntriesAdmin(
    EntrySearch,
    AddingPages,
    ManyStepsPage,
    QualityPages,
    LinkPages,
    CheckPages,
    ExchangePages,
    OwnerActions,
    CheckedToday,
    RolePermissions,
    admin.ModelAdmin,
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
    numbers = "organisation__contact_points__value"
    ordering = ["title"]
    list_per_page = 50
    actions = ["bulk_edit", *ManyStepsPage.step_actions, "checked_today", "ask_owners", "propose_owners"]
    change_list_template = "admin/curation/all_entries.html"

    @admin.display(description="title", ordering="title")
    def to_review(self, entry):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:catalogue_entry_quality", args=[entry.pk]), entry.title
        )

    @admin.display(description="title", ordering="title")
    def edit(self, entry):
        return format_html('<a href="{}">{}</a>', edit_address(Kind(entry.kind), entry.pk), entry.title)

    def has_view_permission(self, request, obj=None):
        """Whoever only reviews sees the list, and of each entry the page for that."""
        return super().has_view_permission(request, obj) and (obj is None or works_on_entries(request.user))

    def get_list_filter(self, request):
        every = super().get_list_filter(request)
        return every if works_on_entries(request.user) else [WorkListFilter, "kind", "state", "quality", "topics"]

    def get_search_fields(self, request):
        fields = super().get_search_fields(request)
        return fields if works_on_entries(request.user) else [name for name in fields if name != "note"]

    def get_list_display(self, request):
        if not works_on_entries(request.user):
            return ["to_review", "kind", "state", "quality", "quality_until"]
        more = MORE_COLUMNS.get(request.GET.get("todo"), [])
        return [*super().get_list_display(request), *more]

    def get_queryset(self, request):
        entries = super().get_queryset(request).with_last_step()
        return entries.prefetch_related("links") if request.GET.get("todo") == "broken" else entries

    @admin.display(description="what does not answer")
    def broken_links(self, entry):
        """Each address that is broken: where the entry has it, and what it answered when."""
        broken = [link for link in entry.links.all() if link.state == "broken"]
        lines = [(link.field, link.address, link.answer_in_words) for link in broken]
        return format_html_join(mark_safe("<br>"), "{}: {} ({})", lines)

    @admin.display(description="how it came here")
    def how_it_came(self, entry):
        return Action(entry.last_step).label if entry.last_step else ""

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
            *self.adding_urls(),
            *self.quality_urls(),
            *self.link_urls(),
            *self.check_urls(),
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
