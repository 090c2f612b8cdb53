"""The admin's pages for imports and exports."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.records.reading import model_of
from directory.exchange.batches.beginning import begin_import
from directory.exchange.batches.planning import plan_of
from directory.exchange.columns.column_help import columns_explained
from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets
from directory.exchange.forms import ExportForm, UploadForm
from directory.exchange.import_problems import import_problems
from directory.exchange.matching.pages import MatchingPages, begun_from
from directory.exchange.models import Upload
from directory.exchange.row_questions import marks_ending, questions_of
from directory.exchange.uploads import rows_of
from directory.staff.forms import posted

SHOWN = 200  # questions of a preview
ROWS_SHOWN, NEW_SHOWN = 50, 20  # rows of it that are drawn; all are checked


class ExchangePages(MatchingPages):
    """What the admin of all entries has for importing and exporting."""

    def exchange_urls(self):
        return [
            self.custom_path("import/", self.import_page, "import"),
            *self.matching_urls(),
            self.custom_path("import/<int:pk>/", self.preview_page, "import_preview"),
            self.custom_path("import/template/", self.template_file, "import_template"),
            self.custom_path("export/", self.export_page, "export"),
        ]

    # In

    def import_page(self, request):
        """Choose a file. Nothing is changed yet: the next page shows what would be."""
        self.refuse_unless(request, "catalogue.import_entry")
        form = UploadForm(posted(request), request.FILES or None, initial=request.GET.dict())
        if request.method == "POST" and form.is_valid():
            upload = Upload.objects.create(by=request.user, **form.to_keep())
            return self.after_upload(upload)
        return self.custom_page(request, "exchange/import", "Import entries", {"form": form, "kinds": Kind})

    def preview_page(self, request, pk):
        """What an import would do, row by row; sent again, it does it."""
        self.refuse_unless(request, "catalogue.import_entry")
        upload = get_object_or_404(Upload, pk=pk, by=request.user)
        if begun := begun_from(upload):
            return redirect(begun)
        refused = []
        if request.method == "POST":
            try:
                return self.imported(request, upload)
            except ValidationError as error:
                refused = error.messages
        result, problems = self.result_of(upload, request.user)
        questions, ending = (questions_of(result), marks_ending(result)) if result else ([], [])
        rows = rows_to_look_at(result) if result else []
        context = {"upload": upload, "result": result, "rows": rows, "plan": upload.plan}
        context["unshown_rows"] = len(upload.plan.get("todo", ())) > len(rows)
        context |= {"questions": questions[:SHOWN], "unshown": len(questions[SHOWN:]), "ending": ending[:SHOWN]}
        context |= {"refused": refused, "problems": problems}
        return self.custom_page(request, "exchange/import_preview", "Import: what would change", context)

    def imported(self, request, upload):
        """Begin the import that was shown; a small one is over by now."""
        batch = begin_import(
            upload=upload,
            by=request.user,
            leave_out_wrong="only_right" in request.POST,
            ticked=frozenset(request.POST.getlist("anyway")),
        )
        return redirect("admin:exchange_importbatch_change", batch.pk)

    def result_of(self, upload, by):
        """(what the file would come to or None, what is wrong with it). Its plan is kept with it."""
        result, problems, upload.plan = None, [], {}
        try:
            rows = rows_of(upload)
        except ValidationError as error:
            problems = [("The file", " ".join(error.messages))]
        else:
            resource = EntryResource(model_of(upload.kind), by=by)
            result = resource.import_rows(rows, dry_run=True)
            result.left_out = ", ".join(rows.left_out)
            problems, upload.plan = list(import_problems(result)), plan_of(resource, result, rows)
        upload.previewed_at = timezone.now()
        upload.save(update_fields=["plan", "previewed_at"])
        return result, problems

    def template_file(self, request):
        """An empty file with the headings of one kind."""
        self.refuse_unless(request, "catalogue.import_entry")
        form = ExportForm(request.GET)
        if not form.is_valid():
            return redirect("admin:catalogue_entry_import")
        kind, extension = form.cleaned_data["kind"], form.cleaned_data["format"]
        model = model_of(kind)
        content = spreadsheets.write_template(EntryResource(model).columns, columns_explained(model), extension)
        return download(content, f"{Kind(kind).path}-template", extension)

    # Out

    def export_page(self, request):
        """The entries of one kind in the list as it is filtered, as a file that imports again with no change."""
        self.refuse_unless(request, "catalogue.export_entry")
        form = ExportForm(request.GET)
        if not form.is_valid():
            context = {
                "form": ExportForm(initial={"kind": request.GET.get("kind__exact")}),
                "query": request.GET.copy(),
            }
            return self.custom_page(request, "exchange/export", "Export entries", context)
        kind, extension = form.cleaned_data["kind"], form.cleaned_data["format"]
        chosen = self.filtered(request).of_kind(kind).order_by().values("pk")
        resource = EntryResource(model_of(kind))
        rows = resource.export(resource.get_queryset().filter(pk__in=chosen))
        return download(spreadsheets.write(rows, extension), Kind(kind).path, extension)

    def filtered(self, request):
        """The entries in the list that the address describes: its filters and its words, without the export's own."""
        request.GET = request.GET.copy()
        for name in ("kind", "format"):
            request.GET.pop(name, None)
        return self.get_changelist_instance(request).get_queryset(request)

    def refuse_unless(self, request, permission):
        if not request.user.has_perm(permission):
            raise PermissionDenied


def download(content, name, extension):
    filename = f"{name}-{timezone.localdate():%Y-%m-%d}.{extension}"
    return HttpResponse(
        content,
        content_type=spreadsheets.content_type(extension),
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def rows_to_look_at(result):
    """What would change of entries that are here, and some of those that are new: of them the first say enough."""
    changed = [row for row in result.rows if row.is_update()]
    return [*changed[:ROWS_SHOWN], *[row for row in result.rows if row.is_new()][:NEW_SHOWN]]
