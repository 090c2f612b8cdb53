"""The admin's list of imports, and the page of each: how far it is, what it did, and what can be done with it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.admin.read_only import ReadOnly
from directory.catalogue.kinds import Kind
from directory.exchange.admin_pages import download
from directory.exchange.batches import beginning
from directory.exchange.batches.left_out import left_out_file
from directory.exchange.models import ImportBatch
from directory.staff.forms import posted

SHOWN = 100  # lines of a page
TAKEN_BACK = """Drafts that it added and nobody has worked on will be deleted. Entries that it changed will say what
they said before, except where somebody has changed them since. You will see what was left as it is."""
SENT = """What it added and is still a draft will be sent for review: {added} at most. What is not complete stays a
draft and is named, unless you tick that you send it too."""
TASKS = {  # the name in its address -> (its button, what it will do)
    "submit": (
        "Send for review",
        SENT,
    ),
    "archive": ("Archive", "The {added} entries that were added will be archived."),
    "take_back": ("Take back", TAKEN_BACK),
    "cancel": ("Cancel the import", "What is imported so far will be taken back, as if the import had never begun."),
    "resume": ("Try again", "It will go on where it stopped."),
}


class WhyForm(forms.Form):
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class IncompleteForm(forms.Form):
    also_incomplete = forms.BooleanField(
        required=False, label="I know that some may not be complete, and send them all the same", label_suffix=""
    )


FORMS = {"archive": WhyForm, "submit": IncompleteForm}


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "name", "kind", "source", "by", "state_in_words", "added", "changed"]
    list_display_links = ["at", "name"]
    list_filter = ["kind", "state"]
    list_select_related = ["by"]

    def get_queryset(self, request):
        return super().get_queryset(request).without_rows()

    def get_urls(self):
        return [
            self.custom_path("<uuid:pk>/do/<slug:task>/", self.task_page, "do"),
            self.custom_path("<uuid:pk>/left-out/", self.left_out, "left_out"),
            *super().get_urls(),
        ]

    @admin.display(description="state", ordering="state")
    def state_in_words(self, batch):
        return batch.state_in_words

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One import. Somebody who waits looks again by a link: no page may load itself again."""
        batch = self.batch_or_404(request, object_id)
        context = {
            "batch": batch,
            "tasks": [(task, TASKS[task][0]) for task in open_tasks(batch)],
            "percent": 100 * batch.done // batch.total if batch.total else 0,
            "problems": batch.problems[:SHOWN],
            "left": batch.left[:SHOWN],
            "page": self.entries_of(batch, request.GET.get("p")),
            "may_download": bool(batch.problems) and batch.upload_id and batch.by_id == request.user.pk,
        }
        return self.custom_page(request, "exchange/batch", f"Import of {batch.name}", context)

    def batch_or_404(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            return get_object_or_404(ImportBatch.objects.select_related("by", "task_by"), pk=pk)
        except ValidationError:  # not an id
            raise Http404 from None

    def entries_of(self, batch, number):
        """A page of what it added and changed, once that can be seen."""
        revisions = batch.revisions().filter(entry__in=batch.entries_here()).select_related("entry")
        page = Paginator(revisions.order_by("entry"), SHOWN).get_page(number)
        page.lines = [
            (one.entry, edit_address(Kind(one.entry.kind), one.entry_id), one.number == 1) for one in page.object_list
        ]
        return page

    def task_page(self, request, pk, task):
        """Asks once, and then begins it."""
        batch = self.batch_or_404(request, pk)
        if not request.user.has_perm(beginning.IMPORT):
            raise PermissionDenied
        if task not in TASKS:
            raise Http404
        label, words = TASKS[task]
        form, problems = FORMS.get(task, forms.Form)(posted(request)), []
        if form.is_valid():
            try:
                begin(batch, task, request.user, **form.cleaned_data)
                messages.success(request, f"{label}: begun." if batch.is_under_way else f"{label}: done.")
                return redirect("admin:exchange_importbatch_change", batch.pk)
            except ValidationError as error:
                problems = error.messages
        context = {"form": form, "words": words.format(added=batch.added), "problems": problems, "button": label}
        return self.custom_page(request, "catalogue/form", f"{label}: {batch.name}", context)

    def left_out(self, request, pk):
        """The rows that were not imported, for whoever sent the file."""
        batch = self.batch_or_404(request, pk)
        if batch.by != request.user or not batch.upload or not batch.problems:
            raise Http404
        content, extension = left_out_file(batch)
        return download(content, "rows-left-out", extension)


def open_tasks(batch):
    """The names of what can be done now, as addresses have them."""
    names = [str(task) for task in beginning.tasks_open(batch)]
    if batch.task == ImportBatch.Task.IMPORT:
        names = ["cancel"]
    return ["resume", *names] if batch.failed else names


def begin(batch, task, by, **said):
    if task == "resume":
        beginning.resume(batch=batch, by=by)
    else:
        beginning.begin_task(batch=batch, task="take_back" if task == "cancel" else task, by=by, **said)
    batch.refresh_from_db()
