"""The directory of support organisations: to read, to print, to pin up."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.search.pages.my_setting import for_my_setting
from directory.shortlist import pdf
from directory.shortlist.file_views import attachment, foot_of
from directory.shortlist.support_directory import SupportDirectory


@require_safe
@for_my_setting
def directory(request):
    """Support organisations by need, for the reader's setting and the help chosen: to read, to print, to pin up."""
    found = SupportDirectory(request.GET, request.setting)
    return render(request, "shortlist/directory.html", {"directory": found})


@require_safe
@for_my_setting
def directory_pdf(request):
    found = SupportDirectory(request.GET, request.setting)
    content = pdf.directory(
        title=found.title,
        about=found.about,
        now=found.now,
        parts=found.parts,
        foot=foot_of(request),
    )
    return attachment(content, "directory.pdf", "application/pdf")
