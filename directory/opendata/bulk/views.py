from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from directory.govuk.reading import require_safe
from directory.opendata.bulk.page import DataPage
from directory.opendata.bulk.safety import may_be_given
from directory.opendata.bulk.tables import FILES, TABLES
from directory.opendata.bulk.versions import kept_versions

LATEST = "latest"
DESCRIBED_BY = {table.csv: table.csvw for table in TABLES}
BEING_WRITTEN = (
    "These files are being made again, without something that was taken from readers. Try again in a few minutes.\n"
)
SOON = 120  # seconds


@require_safe
def page(request, day=LATEST):
    """The files of the newest version, or of an older one, and which versions there are."""
    versions = kept_versions()
    if day != LATEST and version_of(day, versions) is None:
        raise Http404
    return render(request, "opendata/data.html", {"page": DataPage(version_of(day, versions), versions)})


@require_safe
def file(request, day, name):
    """One file of a version. Both names are looked up, and no path is made of what was asked."""
    version = version_of(day, kept_versions())
    if version is None or name not in FILES:
        raise Http404
    try:
        if may_be_given(version):
            return given(request, version, name)
    except FileNotFoundError:  # it was written anew just now
        pass
    return not_now()


def version_of(day, versions):
    """The version of a day, or the newest; None if there is none."""
    return next((version for version in versions if day in (LATEST, str(version.day))), None)


def given(request, version, name):
    if name not in version.facts["files"]:  # it is of a release that made no such file
        raise Http404
    etag, changed = f'"{version.facts["files"][name]["sha256"]}"', int(version.written_at.timestamp())
    unchanged = get_conditional_response(request, etag=etag, last_modified=changed)
    response = unchanged or opened(version, name)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["Cache-Control"] = "no-cache"  # nobody keeps it without asking whether it may still be said
    return response


def opened(version, name):
    path = version.folder / name
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name)
    response.headers["Content-Type"] = FILES[name]
    if name in DESCRIBED_BY:
        response.headers["Link"] = f'<{DESCRIBED_BY[name]}>; rel="describedby"; type="application/csvm+json"'
    return response


def not_now():
    return HttpResponse(
        BEING_WRITTEN,
        status=503,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(SOON), "Cache-Control": "no-store"},
    )
