from django.http import Http404, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from directory.catalogue.calendars import Event, calendar_response
from directory.guidance.models import GuidanceUpdate
from directory.opendata.feeds import FEEDS
from directory.search.filters import EntryFilterSet
from directory.search.setting import Setting
from directory.search.store import store
from directory.search.views import now


@require_safe
@conditional_page
def feed(request, what, form):
    """The newest entries of a search. What cannot be answered gets 400 and plain words."""
    if what not in FEEDS:
        raise Http404
    bank = store.bank()
    data = request.GET.copy()
    data["sort"] = "newest"
    question = EntryFilterSet(data, vocabulary=bank.vocabulary, index=bank.index, kind=FEEDS[what])
    if question.problems:
        return not_understood(question.problems)
    today, second = now()
    hits = bank.index.search(question.criteria, {}, today=today, second=second)
    return form(what, question, hits.ids)(request)


@require_safe
def guidance_calendar(request):
    """The days on which changes in guidance come into force, for a setting given as in a search."""
    setting = Setting(request.GET)
    if setting.problems:
        return not_understood(setting.problems)
    updates = GuidanceUpdate.objects.published().active().that_fit(setting.rules).with_a_date().by_date()
    return calendar_response(request, "Changes in safeguarding guidance", map(event_of, updates))


def event_of(update):
    return Event(
        uid=f"guidance-{update.pk}",
        title=f"In force: {update.title}",
        starts=update.effective_from,
        ends=update.effective_from,
        changed_at=update.updated_at,
        url=update.get_absolute_url(),
        description=f"{update.summary}\n\n{update.what_to_do}",
        # Grows with every change, and a calendar needs no more of it than that.
        sequence=max(0, int((update.updated_at - update.created_at).total_seconds())),
    )


def not_understood(problems):
    return HttpResponse("\n".join(problems), status=400, content_type="text/plain; charset=utf-8")
