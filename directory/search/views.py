import time

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from directory.search.addresses import with_query
from directory.search.filters import EntryFilterSet
from directory.search.page import SearchPage
from directory.search.panel import rendered
from directory.search.release import RELEASE
from directory.search.setting import remembered_by
from directory.search.store import store
from directory.search.suggestions import suggest


@require_safe
@vary_on_headers("HX-Request", "HX-History-Restore-Request", "Cookie")
def search(request, kind=None):
    """Find entries of every kind, or browse one `kind`. What cannot be answered gets 400 and plain words.

    A browser may keep the page but asks each time whether it still holds, which costs one small query.
    """
    remembered = remembered_by(request)
    if remembered and not request.GET:
        return redirect(with_query(request.path, remembered.query))
    bank = store.bank()
    today, second = now()
    filterset = EntryFilterSet(request.GET, vocabulary=bank.vocabulary, index=bank.index, kind=kind)
    if filterset.problems:
        return render(request, "search/problems.html", {"filterset": filterset, "kind": kind}, status=400)
    live = bool(request.htmx) and not request.htmx.history_restore_request
    etag = f'"{RELEASE}-{bank.version}-{today}-{bank.index.sessions_begun(second)}-{live:d}{remembered.tag}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return unchanged
    hits = bank.index.search(filterset.criteria, filterset.options, today=today, second=second)
    page = SearchPage(request.path, filterset, bank, hits, remembered)
    response = HttpResponse(rendered("search/live.html" if live else "search/search.html", page, request))
    response.searched = page  # for whoever counts what is asked
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    if live:
        response.headers["Content-Location"] = page.address(page=hits.page)
    return response


@require_safe
def suggestions(request):
    """What somebody who has typed so far may be looking for, within the filters: {"suggestions": [{text, kind}...]}.

    Nothing is suggested for what cannot be understood, and nothing is kept of it.
    """
    bank = store.bank()
    today, second = now()
    filterset = EntryFilterSet(request.GET, vocabulary=bank.vocabulary, index=bank.index, unfinished=True)
    found = [] if filterset.problems else suggest(filterset, today=today, second=second)
    response = JsonResponse({"suggestions": [{"text": one.text, "kind": one.kind} for one in found]})
    response.headers["Cache-Control"] = "no-store"
    return response


def now():
    """(the reader's day as an ordinal, the moment in seconds since 1970)"""
    return timezone.localdate().toordinal(), int(time.time())
