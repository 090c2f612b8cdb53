from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.search.pages.addresses import with_query
from directory.search.pages.my_setting import for_my_setting
from directory.taxonomy.models import Topic
from directory.topics.hub import HubPage
from directory.topics.models import Hub
from directory.typesetting.responses import pdf_response
from directory.who_to_call.incident.forms import SheetForm
from directory.who_to_call.incident.sheet import IncidentSheet
from directory.who_to_call.pdf import hub as hub_document
from directory.who_to_call.pdf import incident_sheet as sheet_document


@require_safe
@for_my_setting
def hub(request, slug):
    """The page of a topic for the reader's setting."""
    topic = topic_or_404(slug)
    if topic.merged_into_id:
        return redirect("who_to_call:hub_pdf", topic.today.slug, permanent=True)
    page = HubPage(topic, request.setting)
    address = site_address(reverse("topics:hub", args=[slug]) + request.setting.suffix)
    return pdf_response(request, lambda: hub_document.document_of(page, site_address(), address), f"{slug}.pdf")


@require_safe
@never_cache
def incident_sheet(request, slug):
    """The sheet for these answers, which are neither kept nor in the file. Where one is missing, its page says so."""
    page = reverse("who_to_call:incident_sheet", args=[slug])
    found = Hub.objects.with_words().filter(topic=topic_or_404(slug)).first()
    form = SheetForm(request.GET)
    if found is None or not found.first_steps or found.topic.retired or not form.is_valid():
        return redirect(with_query(page, request.GET.urlencode()))
    address = site_address(page)
    return pdf_response(
        request, lambda: sheet_document.document_of(IncidentSheet(found, form), address), "incident-sheet.pdf"
    )


def topic_or_404(slug):
    topic = Topic.objects.select_related("merged_into").filter(slug=slug).first()
    if topic is None or (topic.retired and not topic.merged_into_id):
        raise Http404
    return topic
