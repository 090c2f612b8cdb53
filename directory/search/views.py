from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.search.filters import EntryFilterSet
from directory.search.page import SearchPage
from directory.search.queries import plain_search


@require_safe
def search(request, kind=None):
    """Find entries of every kind, or browse one `kind`. What cannot be answered gets 400 and plain words."""
    filterset = EntryFilterSet(request.GET, kind=kind)
    if filterset.problems:
        return render(request, "search/problems.html", {"filterset": filterset, "kind": kind}, status=400)
    page = SearchPage(request.path, filterset, plain_search(filterset))
    template = "search/results.html" if request.htmx else "search/search.html"
    return render(request, template, {"page": page, "kind": kind})
