"""The directory of support organisations: to read, to print, to pin up."""

from django.shortcuts import render

from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.search.pages.my_setting import for_my_setting
from directory.shortlist.pdf.support_directory import document_of
from directory.shortlist.support_directory import SupportDirectory
from directory.typesetting.responses import pdf_response


@require_safe
@for_my_setting
def directory(request):
    """Support organisations by need, for the reader's setting and the help chosen: to read, to print, to pin up."""
    found = SupportDirectory(request.GET, request.setting)
    return render(request, "shortlist/directory.html", {"directory": found})


@require_safe
@for_my_setting
def directory_pdf(request):
    def document():
        found = SupportDirectory(request.GET, request.setting)
        return document_of(found, site_address(found.address()))

    return pdf_response(request, document, "directory.pdf")
