from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from directory.govuk.reading import require_safe
from directory.search.pages.addresses import with_query
from directory.search.pages.my_setting import for_my_setting
from directory.topics.models import Hub
from directory.who_to_call.incident.forms import SheetForm
from directory.who_to_call.incident.sheet import IncidentSheet


@require_safe
@never_cache
@for_my_setting
def incident_sheet(request, slug):
    """One page to print for a topic that has first steps. Nothing of what is asked here is kept or counted."""
    hub = Hub.objects.with_words().select_related("topic__merged_into").filter(topic__slug=slug).first()
    if hub is None or hub.topic.retired or not hub.first_steps:
        return elsewhere(hub, request)
    form = SheetForm(request.GET)
    if not form.is_answered:
        form = SheetForm()
    sheet = IncidentSheet(hub, form) if form.is_valid() else None
    context = {"hub": hub, "topic": hub.topic, "form": form, "sheet": sheet}
    return render(request, "who_to_call/incident_sheet.html", context, status=400 if form.errors else 200)


def elsewhere(hub, request):
    """The sheet of the topic that one became part of."""
    if hub is None or not hub.topic.merged_into_id:
        raise Http404
    path = reverse("who_to_call:incident_sheet", args=[hub.topic.today.slug])
    return redirect(with_query(path, request.GET.urlencode()), permanent=True)
