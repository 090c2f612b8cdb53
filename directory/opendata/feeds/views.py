from django.http import Http404
from django.views.decorators.http import conditional_page

from directory.govuk.reading import require_safe
from directory.opendata.answers import not_understood
from directory.opendata.feeds.entry_feed import FEEDS
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
    return form(what, question, request)(request)
