"""The page between an upload and its preview: which heading is which column here."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from directory.catalogue.records.reading import model_of
from directory.exchange.matching.forms import MatchingForm
from directory.exchange.matching.headings import Columns
from directory.exchange.matching.sources import columns_of, remember
from directory.exchange.models import ImportBatch, Upload
from directory.exchange.uploads import needs_matching, table_of
from directory.staff.forms import posted


class MatchingPages:
    def matching_urls(self):
        return [self.custom_path("import/<int:pk>/columns/", self.matching_page, "import_matching")]

    def after_upload(self, upload):
        """Straight to the preview if the file has our own headings, or if it cannot be read: that is said there."""
        try:
            page = "import_matching" if needs_matching(upload) else "import_preview"
        except ValidationError:
            page = "import_preview"
        return redirect(f"admin:catalogue_entry_{page}", upload.pk)

    def matching_page(self, request, pk):
        """Match the headings of a file to the columns here. Nothing is changed yet."""
        self.refuse_unless(request, "catalogue.import_entry")
        upload = get_object_or_404(Upload, pk=pk, by=request.user)
        if begun := begun_from(upload):
            return redirect(begun)
        try:
            table = table_of(upload)
        except ValidationError:
            return redirect("admin:catalogue_entry_import_preview", upload.pk)
        columns, before = Columns(model_of(upload.kind)), columns_of(upload.kind, upload.source)
        form = MatchingForm(table, columns, before, posted(request), source=upload.source)
        if request.method == "POST" and form.is_valid():
            keep_matching(upload, form)
            return redirect("admin:catalogue_entry_import_preview", upload.pk)
        return self.custom_page(
            request, "exchange/matching", "Import: match the headings", {"form": form, "upload": upload}
        )


def begun_from(upload):
    """The page of the import of a file, once it has begun: what is read while it is written does not change."""
    batch = ImportBatch.objects.filter(upload=upload).first()
    return batch and reverse("admin:exchange_importbatch_change", args=[batch.pk])


def keep_matching(upload, form):
    upload.source, upload.columns = form.cleaned_data["source"], form.chosen()
    upload.save(update_fields=["source", "columns"])
    remember(upload.kind, upload.source, form.to_remember())
