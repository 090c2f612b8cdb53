"""What readers sent, and what became of it."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.admin.read_only import ReadOnly
from directory.catalogue.kinds import Kind
from directory.inbox import actions
from directory.inbox.drafts import question_about
from directory.inbox.forms import AnswerForm, DraftForm
from directory.inbox.models import Message
from directory.inbox.querysets import GRAVEST_FIRST
from directory.staff.forms import posted


@admin.register(Message)
class MessageAdmin(ReadOnly, admin.ModelAdmin):
    """Suggestions and problems: what could harm a child first, then the oldest."""

    list_display = ["open", "purpose", "state", "trouble", "about", "received_at"]
    list_display_links = None
    list_filter = ["purpose", "state", "trouble"]
    list_select_related = ["entry"]
    search_fields = ["title", "words"]

    def get_ordering(self, request):
        return GRAVEST_FIRST

    def get_urls(self):
        return [
            self.custom_path("<int:pk>/answer/", self.answer, "answer"),
            self.custom_path("<int:pk>/draft/", self.draft, "draft"),
            *super().get_urls(),
        ]

    @admin.display(description="message")
    def open(self, message):
        return format_html('<a href="{}">{}</a>', reverse("admin:inbox_message_answer", args=[message.pk]), message)

    @admin.display(description="entry")
    def about(self, message):
        if not message.entry:
            return ""
        return format_html(
            '<a href="{}">{}</a>', edit_address(Kind(message.entry.kind), message.entry_id), message.entry.title
        )

    def message_or_404(self, request, pk):
        if not request.user.has_perm("inbox.change_message"):
            raise PermissionDenied
        return get_object_or_404(Message.objects.select_related("entry"), pk=pk)

    def answer(self, request, pk):
        """One message, and what to say of it."""
        message = self.message_or_404(request, pk)
        form = AnswerForm(posted(request), instance=Message.objects.get(pk=pk))
        if request.method == "POST" and form.is_valid():
            try:
                message = actions.answer(message=message, by=request.user, **form.answers())
            except ValidationError as error:
                form.refuse(error, message.version)
            else:
                messages.success(request, f"{message}: {message.get_state_display().lower()}.")
                return redirect(self.where_next(request, message))
        return self.page(request, message, form, DraftForm(initial={"kind": message.kind or Kind.RESOURCE}))

    def page(self, request, message, form, draft_form, question=None):
        edit = edit_address(Kind(message.entry.kind), message.entry_id) if message.entry else ""
        context = {"message": message, "form": form, "draft_form": draft_form, "question": question}
        return self.custom_page(request, "inbox/message", str(message), {**context, "edit_address": edit})

    def where_next(self, request, message):
        """The next message that waits, once this one does not any more; else those of its purpose that wait."""
        waiting = (
            Message.objects.waiting().for_purpose(message.purpose).gravest_first().exclude(pk=message.pk).first()
        )
        if waiting is None or message.is_open:
            waiting_ones = urlencode({"purpose__exact": message.purpose, "state__in": "new,in_hand"})
            return f"{reverse('admin:inbox_message_changelist')}?{waiting_ones}"
        messages.info(request, f"Next: {waiting}.")
        return reverse("admin:inbox_message_answer", args=[waiting.pk])

    def draft(self, request, pk):
        """A suggestion becomes a draft in one click, or two where something has to be looked at first."""
        message = self.message_or_404(request, pk)
        if request.method != "POST":
            return redirect("admin:inbox_message_answer", pk)
        kind = request.POST.get("kind") if request.POST.get("kind") in Kind.values else None
        try:
            checked = request.POST.get("checked", "")
            entry = actions.make_draft(message=message, by=request.user, kind=kind, checked=checked)
        except ValidationError as error:
            return self.refused(request, message, kind, error)
        messages.success(request, "Here is the draft. Complete it, then send it for review.")
        return redirect(edit_address(Kind(entry.kind), entry.pk))

    def refused(self, request, message, kind, error):
        """What has to be looked at, with a box to tick; or why there can be no draft."""
        question = question_about(message, kind=kind, by=request.user)
        if message.entry_id or not question.asks or question.personal.certain:
            messages.error(request, " ".join(error.messages))
            return redirect("admin:inbox_message_answer", message.pk)
        draft_form = DraftForm(request.POST, question=question)
        return self.page(request, message, AnswerForm(instance=message), draft_form, question)
