from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from directory.search.filters import EntryFilterSet
from directory.search.page import SearchPage
from directory.search.queries import plain_search


@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request")
def search(request, kind=None):
    """Find entries of every kind, or browse one `kind`. What cannot be answered gets 400 and plain words."""
    filterset = EntryFilterSet(request.GET, kind=kind)
    if filterset.problems:
        return render(request, "search/problems.html", {"filterset": filterset, "kind": kind}, status=400)
    page = SearchPage(request.path, filterset, plain_search(filterset))
    context = {"page": page, "kind": kind}
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, "search/search.html", context)
    response = render(request, "search/live.html", context)
    response.headers["Content-Location"] = page.address(page=page.hits.page)
    return response
