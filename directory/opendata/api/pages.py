"""The page that says to people what there is for other systems."""

from django.conf import settings
from django.shortcuts import render

from directory.correspondence.rendering import site_address
from directory.county.current import county
from directory.govuk.reading import require_safe
from directory.opendata.api.v1.addresses import ADDRESSES
from directory.opendata.api.v1.paging import MOST, PER_PAGE

# What it is for, and the path that gives it.
EXAMPLES = (
    ("Lessons on consent for Year 5", "/api/v1/resources/?kind=lessons&topic=consent&year=y5"),
    (
        f"Who offers counselling to a child of 14 in {county.example_home}",
        f"/api/v1/organisations/?help=counselling&district={county.example_district}&age=14",
    ),
    ("How many entries each filter would leave", "/api/v1/counts/?sector=primary"),
    (
        "What has changed since a day",
        "/api/v1/changes/?since=2026-11-01T00:00:00Z",
    ),
)


@require_safe
def about(request):
    context = {
        "examples": [(words, f"curl '{site_address(path)}'") for words, path in EXAMPLES],
        "addresses": ADDRESSES,
        "per_minute": settings.API_LIMIT,
        "per_page": PER_PAGE,
        "most": MOST,
    }
    return render(request, "opendata/api.html", context)
