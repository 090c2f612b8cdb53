from dataclasses import asdict
from itertools import chain

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.vary import vary_on_headers

from directory.catalogue.doors import FormerDoor
from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.organisations.opening_times import opening_step
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import READERS_WORDS, with_query, without_empties
from directory.search.pages.browse_pages import hint_for
from directory.search.pages.code_version import CODE_VERSION
from directory.search.pages.filters.filterset import EntryFilterSet, index_moment
from directory.search.pages.my_setting import NOTHING, remembered_by
from directory.search.pages.page_rendering import render_page
from directory.search.pages.search_page.page import SearchPage
from directory.search.pages.search_page.searched import searched_with
from directory.search.pages.suggestions import suggest


@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request", "Cookie")
def search(request, door=None):
    """Find entries of every kind, or what is behind one `door`. What cannot be answered gets 400 and plain words.

    A browser may keep the page but asks each time whether it still holds, which costs one small query.
    """
    remembered = remembered_by(request)
    if remembered and not request.GET:
        return redirect(with_query(request.path, remembered.query))
    snapshot = snapshot_for(request)
    filterset = EntryFilterSet(request.GET, snapshot=snapshot, door=door)
    live = bool(request.htmx) and not request.htmx.history_restore_request
    address = address_instead(request, filterset, live, remembered)
    if address:
        return redirect(address)
    if filterset.problems:
        context = {"filterset": filterset, "door": door, "hint": hint_for(door)}
        return render(request, "search/problems.html", context, status=400)
    etag = etag_of(snapshot, live, remembered)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return unchanged
    page = SearchPage(request.path, filterset, filterset.hits(filterset.options), remembered)
    response = HttpResponse(render_page("search/live.html" if live else "search/search.html", page, request))
    response.searched = searched_with(page)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    if live:
        response.headers["Content-Location"] = page.own_address
    return response


def tag_of_search(request):
    """Tells all that a search page says apart, for whoever keeps those of readers of whom nothing is known; "" where
    the words are a reader's own. That somebody asked for a topic by a name that the bank gives it tells nothing.
    """
    request.snapshot = index_store.snapshot()
    words = chain.from_iterable(map(request.GET.getlist, READERS_WORDS))
    if not all(map(request.snapshot.vocabulary.is_ours, words)):
        return ""
    return f"{etag_of(request.snapshot, False, NOTHING)} {request.build_absolute_uri()}"


def snapshot_for(request):
    """The one that its tag was made of, or that of now: one small query for both.

    It is taken off the request, which stays in memory for a while: what hangs on it names it again.
    """
    return vars(request).pop("snapshot", None) or index_store.snapshot()


def address_instead(request, filterset, live, remembered):
    """The same search without a whole postcode, which would stay in the browser's history, and without what a plain
    form sends empty; None if the address is that already.
    """
    data = filterset.data if live else without_empties(filterset.data)
    if data is request.GET:
        return None
    # A bare address would bring a remembered setting back, and it was the reader who left it empty.
    return with_query(request.path, data.urlencode() or ("q=" if remembered else ""))


@require_safe
def resources(request):
    """Where lessons and guidance stood together. Old addresses keep working, with their filters."""
    query = request.GET.copy()
    query["kind"] = FormerDoor.RESOURCE
    return redirect(with_query(reverse("search:search"), query.urlencode()), permanent=True)


def etag_of(snapshot, live, remembered):
    """Differs whenever a search page may: with the code, the snapshot, the day, what has begun since, and each time
    that a service may open or close.
    """
    today, second = index_moment()
    begun, step = snapshot.index.sessions_begun(second), opening_step(second)
    return f'"{CODE_VERSION}-{snapshot.version}-{today}-{begun}-{step}-{live:d}{remembered.tag}"'


@require_safe
def suggestions(request):
    """What somebody who has typed so far may be looking for: {"suggestions": [{text, kind, url}...]}."""
    response = JsonResponse({"suggestions": [asdict(one) for one in suggested(request)]})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def opensearch_suggestions(request):
    """The same as OpenSearch has it: [what was typed, [text...], [kind...], [url...]]."""
    found = suggested(request)
    columns = [[one.text for one in found], [one.kind for one in found], [site_address(one.url) for one in found]]
    answer = [request.GET.get("q", ""), *columns]
    response = JsonResponse(answer, safe=False, content_type="application/x-suggestions+json")
    response.headers["Cache-Control"] = "no-store"
    return response


def suggested(request):
    """Entries are within the filters. Nothing is suggested for what is not understood, and nothing is kept of it."""
    filterset = EntryFilterSet(request.GET, snapshot=index_store.snapshot(), unfinished=True)
    return [] if filterset.problems else suggest(filterset)
