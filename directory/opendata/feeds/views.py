from django.http import Http404
from django.views.decorators.http import conditional_page

from directory.govuk.reading import require_safe
from directory.opendata.answers import not_understood
from directory.opendata.feeds.entry_feed import FEEDS
from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import unknown_parameter
from directory.search.pages.filters.filterset import EntryFilterSet

NO_SUCH_PAGE = "Page: the feed has fewer pages."  # or whoever counts on would read the last one for ever


@require_safe
@conditional_page
def feed(request, what, form):
    """The newest entries of a search. What cannot be answered gets 400 and plain words."""
    if what not in FEEDS:
        raise Http404
    data = request.GET.copy()
    data["sort"] = "newest"
    question = EntryFilterSet(data, snapshot=index_store.snapshot(), door=FEEDS[what])
    problems = [*map(unknown_parameter, question.unknown), *question.problems]
    if problems:
        return not_understood(problems)
    found = form(what, question, request)
    return found(request) if found.has_its_page else not_understood([NO_SUCH_PAGE])
