"""The curators' lists and pages that are for every kind of entry together."""

import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html

from directory.catalogue.admin import ByRole, EntryAdmin, ToDoFilter
from directory.catalogue.admin_pages import OwnPages, edit_address
from directory.catalogue.choices import Kind
from directory.catalogue.models import Entry
from directory.curation.actions import bulk, freshness, listening, quality, topics
from directory.curation.exchange.pages import ExchangePages
from directory.curation.forms import AnswerForm, BulkForm, MergeForm, ReviewForm, SettleForm
from directory.curation.models import Assessment, BulkEdit, Link, Message
from directory.staff.forms import posted
from directory.taxonomy.admin import TopicAdmin
from directory.taxonomy.models import Topic


@admin.register(Entry)
class AllEntriesAdmin(ExchangePages, OwnPages, ByRole, admin.ModelAdmin):
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
    list_filter = [ToDoFilter, "kind", *EntryAdmin.list_filter[1:]]
    search_fields = EntryAdmin.search_fields
    ordering = ["title"]
    list_per_page = 50
    actions = ["bulk_edit"]
    change_list_template = "admin/curation/all_entries.html"

    @admin.display(description="title", ordering="title")
    def edit(self, entry):
        return format_html('<a href="{}">{}</a>', edit_address(Kind(entry.kind), entry.pk), entry.title)

    def view_on_site(self, entry):
        return entry.get_absolute_url()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """An entry is edited as its own kind."""
        return False

    def has_bulk_permission(self, request):
        return request.user.has_perm(bulk.BULK)

    def get_urls(self):
        return [
            self.own_path("<int:pk>/quality/", self.quality, "quality"),
            self.own_path("<int:pk>/quality/settle/", self.settle, "settle"),
            self.own_path("bulk/", self.bulk_page, "bulk"),
            *self.exchange_urls(),
            *super().get_urls(),
        ]

    # Quality

    def quality(self, request, pk):
        """The criteria as a form; with it, what others found in earlier rounds."""
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        if not request.user.has_perm(quality.ASSURE):
            raise PermissionDenied
        refused = quality.why_not_review(entry=entry, by=request.user)
        form = ReviewForm(posted(request))
        if request.method == "POST" and form.is_valid():
            try:
                found = quality.review(entry=entry, by=request.user, **form.answers())
                messages.success(request, f"{entry}: your review is kept. {found.get_result_display()}.")
                return redirect("admin:catalogue_entry_quality", pk)
            except ValidationError as error:
                refused = " ".join(error.messages)
        context = {"entry": entry, "form": form, "refused": refused, "rounds": rounds_of(entry)}
        return self.own_page(request, "curation/quality", "Quality review", context)

    def settle(self, request, pk):
        """What the steering group decided where the two reviewers differ."""
        assessment = get_object_or_404(Assessment, entry__in=self.get_queryset(request), entry=pk, result="disputed")
        if not request.user.has_perm(quality.ASSURE):
            raise PermissionDenied
        form, problems = SettleForm(posted(request)), []
        if request.method == "POST" and form.is_valid():
            try:
                quality.settle(assessment=assessment, by=request.user, **form.cleaned_data)
                messages.success(request, f"{assessment.entry}: what the steering group decided is kept.")
                return redirect("admin:catalogue_entry_quality", pk)
            except ValidationError as error:
                problems = error.messages
        context = {"entry": assessment.entry, "form": form, "problems": problems, "button": "Keep the decision"}
        return self.own_page(request, "curation/form", "The steering group's decision", context)

    # Many at once

    @admin.action(description="Change facets of these entries", permissions=["bulk"])
    def bulk_edit(self, request, entries):
        ids = list(entries.order_by("pk").values_list("pk", flat=True)[: bulk.MOST + 1])
        if len(ids) > bulk.MOST:
            messages.error(request, f"At most {bulk.MOST:,} entries can be changed at once: choose fewer.")
            return None
        return self.own_page(
            request, "curation/bulk", "Change facets", {"form": BulkForm(), "ids": ids, "number": len(ids)}
        )

    def bulk_page(self, request):
        """First what would change; then, with the same choices sent again, the change."""
        if not self.has_bulk_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return redirect("admin:catalogue_entry_changelist")
        form = BulkForm(request.POST)
        ids = [pk for pk in request.POST.getlist("ids") if re.fullmatch(r"\d{1,18}", pk, re.ASCII)]
        entries = self.get_queryset(request).filter(pk__in=ids[: bulk.MOST]).order_by("pk")
        context = {"form": form, "ids": ids, "number": entries.count()}
        if form.is_valid():
            if "confirm" in request.POST:
                try:
                    return self.bulk_done(request, entries, form)
                except ValidationError as error:
                    context["problems"] = error.messages
            context["previews"] = list(bulk.preview(entries=entries, change=form.change()))
            context["what"] = form.in_words()
        return self.own_page(request, "curation/bulk", "Change facets", context)

    def bulk_done(self, request, entries, form):
        edit = bulk.bulk_edit(entries=entries, change=form.change(), by=request.user, what=form.in_words())
        messages.success(request, f"Changed: {edit.what}")
        return redirect("admin:curation_bulkedit_changelist")


def rounds_of(entry):
    """The rounds of review of an entry, each with its reviews and, by criterion, what each said."""
    rounds = entry.assessments.prefetch_related("reviews__reviewer")
    return [(assessment, quality.side_by_side(assessment)) for assessment in rounds]


class ReadOnly(OwnPages, ByRole):
    """Lists of what the bank keeps by itself: to look at, never to type in."""

    actions = None

    def get_queryset(self, request):
        return super(ByRole, self).get_queryset(request)

    def has_view_permission(self, request, obj=None):
        return super(ByRole, self).has_view_permission(request, obj)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(BulkEdit)
class BulkEditAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "what", "by", "undone_at", "undo_link"]
    list_display_links = None
    list_select_related = ["by"]

    def get_urls(self):
        return [self.own_path("<uuid:pk>/undo/", self.undo, "undo"), *super().get_urls()]

    @admin.display(description="undo")
    def undo_link(self, edit):
        if edit.undone_at:
            return ""
        address = reverse("admin:curation_bulkedit_undo", args=[edit.pk])
        return format_html('<a href="{}">Undo this change</a>', address)

    def undo(self, request, pk):
        edit = get_object_or_404(BulkEdit, pk=pk)
        if not request.user.has_perm(bulk.BULK):
            raise PermissionDenied
        problems = []
        if request.method == "POST":
            try:
                undone = bulk.undo(edit=edit, by=request.user)
                messages.success(request, f"Undone in {undone.done} entries.")
                for line in undone.left[:20]:
                    messages.warning(request, line)
                return redirect("admin:curation_bulkedit_changelist")
            except ValidationError as error:
                problems = error.messages
        words = f"“{edit.what}” will be taken back, but for what somebody has changed since."
        return self.own_page(
            request, "curation/form", "Undo", {"words": words, "problems": problems, "button": "Undo"}
        )


@admin.register(Link)
class LinkAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["for_entry", "address", "state", "status", "problem", "leads_to", "title", "checked_at", "look"]
    list_display_links = None
    list_filter = ["state", "entry__kind", "entry__state"]
    list_select_related = ["entry"]
    search_fields = ["address", "entry__title"]
    actions = ["accept_selected"]

    def has_accept_permission(self, request):
        return request.user.has_perm("curation.change_link")

    @admin.display(description="entry", ordering="entry__title")
    def for_entry(self, link):
        return format_html(
            '<a href="{}">{}</a>', edit_address(Kind(link.entry.kind), link.entry_id), link.entry.title
        )

    @admin.display(description="look")
    def look(self, link):
        return format_html('<a href="{}" rel="noopener noreferrer">Open</a>', link.leads_to or link.address)

    @admin.action(description="I have looked: these lead to the right page", permissions=["accept"])
    def accept_selected(self, request, links):
        for link in links:
            freshness.accept(link=link)
        messages.success(request, "Kept as right.")


@admin.register(Message)
class MessageAdmin(ReadOnly, admin.ModelAdmin):
    """Suggestions and problems, oldest first."""

    list_display = ["open", "purpose", "state", "trouble", "about", "received_at"]
    list_display_links = None
    list_filter = ["purpose", "state", "trouble"]
    list_select_related = ["entry"]
    search_fields = ["title", "words"]
    ordering = ["received_at", "pk"]

    def get_urls(self):
        return [
            self.own_path("<int:pk>/answer/", self.answer, "answer"),
            self.own_path("<int:pk>/draft/", self.draft, "draft"),
            *super().get_urls(),
        ]

    @admin.display(description="message")
    def open(self, message):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:curation_message_answer", args=[message.pk]), message
        )

    @admin.display(description="entry")
    def about(self, message):
        if not message.entry:
            return ""
        return format_html(
            '<a href="{}">{}</a>', edit_address(Kind(message.entry.kind), message.entry_id), message.entry.title
        )

    def message_or_404(self, request, pk):
        if not request.user.has_perm("curation.change_message"):
            raise PermissionDenied
        return get_object_or_404(Message.objects.select_related("entry"), pk=pk)

    def answer(self, request, pk):
        """One message, and what to say of it."""
        message = self.message_or_404(request, pk)
        form = AnswerForm(posted(request), initial={"state": message.state, "reply": message.reply})
        if request.method == "POST" and form.is_valid():
            listening.answer(message=message, by=request.user, **form.cleaned_data)
            messages.success(request, f"{message}: {message.get_state_display().lower()}.")
            return redirect(f"{reverse('admin:curation_message_changelist')}?purpose__exact={message.purpose}")
        return self.own_page(
            request, "curation/message", str(message), {"message": message, "form": form, "kinds": Kind.choices}
        )

    def draft(self, request, pk):
        """A suggestion becomes a draft in one click."""
        message = self.message_or_404(request, pk)
        if request.method != "POST":
            return redirect("admin:curation_message_answer", pk)
        try:
            kind = request.POST.get("kind") if request.POST.get("kind") in Kind.values else None
            entry = listening.make_draft(message=message, by=request.user, kind=kind)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("admin:curation_message_answer", pk)
        messages.success(request, "Here is the draft. Complete it, and send it for review.")
        return redirect(edit_address(Kind(entry.kind), entry.pk))


admin.site.unregister(Topic)


@admin.register(Topic)
class MergingTopicAdmin(OwnPages, TopicAdmin):
    """Topics, as every vocabulary, and two of them made one."""

    change_form_template = "admin/curation/topic.html"

    def get_urls(self):
        return [self.own_path("<int:pk>/merge/", self.merge, "merge"), *super().get_urls()]

    def merge(self, request, pk):
        topic = get_object_or_404(Topic, pk=pk)
        if not self.has_change_permission(request, topic):
            raise PermissionDenied
        form, problems = MergeForm(posted(request), topic=topic), []
        number = Entry.objects.filter(taggings__tag=topic).count()
        if request.method == "POST" and form.is_valid():
            try:
                moved = topics.merge(topic=topic, into=form.cleaned_data["into"], by=request.user)
                messages.success(request, f"Merged: {moved} entries are about “{form.cleaned_data['into']}” now.")
                return redirect("admin:taxonomy_topic_changelist")
            except ValidationError as error:
                problems = error.messages
        words = f"{number} entries are about “{topic}”. They will be about the other topic; “{topic}” is retired."
        context = {"form": form, "problems": problems, "words": words, "button": "Merge"}
        return self.own_page(request, "curation/form", f"Merge “{topic}” into another", context)
