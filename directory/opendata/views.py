from django.http import Http404, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from directory.opendata.feeds import FEEDS
from directory.search.documents.index_store import index_store
from directory.search.pages.filters.filterset import EntryFilterSet


@require_safe
@conditional_page
def feed(request, what, form):
    """The newest entries of a search. What cannot be answered gets 400 and plain words."""
    if what not in FEEDS:
        raise Http404
    data = request.GET.copy()
    data["sort"] = "newest"
    question = EntryFilterSet(data, snapshot=index_store.snapshot(), door=FEEDS[what])
    if question.problems:
        return not_understood(question.problems)
    return form(what, question, question.hits().ids)(request)


def not_understood(problems):
    return HttpResponse("\n".join(problems), status=400, content_type="text/plain; charset=utf-8")
