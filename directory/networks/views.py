from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from directory.calendars.ical import Event, calendar_response
from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.networks.agenda import Agenda
from directory.networks.filters import AgendaFilterSet, NetworkFilterSet
from directory.networks.models import Meeting, Network
from directory.networks.pdf import document_of
from directory.networks.structured_data import meeting_data
from directory.organisations.models import Organisation
from directory.search.pages.addresses import unknown_parameters, with_query
from directory.search.pages.my_setting import NAMES, Setting, for_my_setting
from directory.typesetting.responses import pdf_response

CALENDAR = "Safeguarding leads: local meetings"


@require_safe
@for_my_setting
def networks(request):
    """The groups that fit the reader's setting, each with its next meeting. While none has a date, who may know."""
    found = NetworkFilterSet(request.setting.data, Network.objects.active().with_terms()).qs
    coming = {}
    for meeting in Meeting.objects.with_network().scheduled().upcoming():
        coming.setdefault(meeting.network_id, meeting)
    rows = [(network, coming.get(network.pk)) for network in found]
    dated = any(meeting for _, meeting in rows)
    context = {
        "rows": rows,
        "dated": dated,
        "to_ask": [] if dated else Organisation.objects.to_ask_about_networks(),
        "calendar": site_address(reverse("networks:calendar")) + request.setting.suffix,
    }
    return render(request, "networks/networks.html", context)


@require_safe
@for_my_setting
def network(request, slug):
    found = get_object_or_404(Network.objects.with_terms(), slug=slug)
    meetings = Meeting.objects.with_network().of([found])
    coming = list(meetings.upcoming())
    context = {
        "network": found,
        "coming": coming,
        "past": meetings.past(),
        "structured_data": [meeting_data(meeting) for meeting in coming],
    }
    return render(request, "networks/network.html", context)


def meeting_or_404(slug, pk):
    return get_object_or_404(Meeting.objects.with_network(), network__slug=slug, pk=pk)


@require_safe
def meeting(request, slug, pk):
    """The agenda of one meeting, for the settings of its group."""
    found = meeting_or_404(slug, pk)
    context = {"meeting": found, "network": found.network, "agenda": agenda_of(found)}
    return render(request, "networks/meeting.html", {**context, "structured_data": meeting_data(found)})


@require_safe
def meeting_pdf(request, slug, pk):
    found = meeting_or_404(slug, pk)
    return agenda_file(request, agenda_of(found), found.get_absolute_url())


def agenda_of(meeting):
    return Agenda(meeting.theme, setting_of_network(meeting.network), meeting.network, meeting)


def agenda_file(request, agenda, page):
    """`page` is the path of the page that says the same."""
    return pdf_response(request, lambda: document_of(agenda, site_address(), site_address(page)), "agenda.pdf")


def setting_of_network(network):
    data = Setting.data_of(
        sector=[sector.code for sector in network.sectors.all()],
        district=[district.code for district in network.districts.all()],
    )
    return Setting(data)


@require_safe
@for_my_setting
def agenda(request):
    """An agenda for any theme, for the reader's setting."""
    return agenda_for_a_theme(request, request.setting)


@require_safe
def network_agenda(request, slug):
    """The agenda of a group's next meeting; while that has no date, one for a theme that the reader chooses."""
    found = get_object_or_404(Network.objects.active(), slug=slug)
    coming = found.meetings.with_network().scheduled().upcoming().first()
    return redirect(coming) if coming else agenda_for_a_theme(request, setting_of_network(found), found)


def agenda_for_a_theme(request, setting, network=None):
    filterset = AgendaFilterSet(request.GET, Network.objects.none())
    agenda = agenda_asked_for(filterset, setting, network)
    context = {"filterset": filterset, "agenda": agenda, "network": network}
    return render(request, "networks/agenda.html", context, status=400 if filterset.problems else 200)


def agenda_asked_for(filterset, setting, network=None):
    """None as long as no theme is chosen."""
    topic = filterset.form.cleaned_data.get("topic") if filterset.form.is_valid() else None
    return Agenda(topic, setting, network) if topic else None


@require_safe
@for_my_setting
def agenda_pdf(request):
    return file_for_a_theme(request, reverse("networks:agenda"), request.setting)


@require_safe
def network_agenda_pdf(request, slug):
    found = get_object_or_404(Network.objects.active(), slug=slug)
    page = reverse("networks:network_agenda", args=[slug])
    return file_for_a_theme(request, page, setting_of_network(found), found)


def file_for_a_theme(request, page, setting, network=None):
    """The agenda as a file. Without a theme, its page asks for one."""
    page = with_query(page, request.GET.urlencode())
    found = agenda_asked_for(AgendaFilterSet(request.GET, Network.objects.none()), setting, network)
    return agenda_file(request, found, page) if found else redirect(page)


# Calendars


@require_safe
def calendar(request):
    """The meetings of all groups, or of those of `district` and `sector`; also what an ended group cancelled.

    The other parameters of a setting may come along.
    """
    filterset = NetworkFilterSet(request.GET, Network.objects.all())
    problems = unknown_parameters(request.GET, NAMES) + filterset.problems
    if problems:
        return HttpResponse("\n".join(problems), status=400, content_type="text/plain; charset=utf-8")
    meetings = Meeting.objects.with_network().of(filterset.qs).for_calendars()
    return calendar_response(request, CALENDAR, map(event_of, meetings))


@require_safe
def network_calendar(request, slug):
    found = get_object_or_404(Network, slug=slug)
    meetings = Meeting.objects.with_network().of([found]).for_calendars()
    return calendar_response(request, found.name, map(event_of, meetings))


@require_safe
def meeting_calendar(request, slug, pk):
    return calendar_response(request, CALENDAR, [event_of(meeting_or_404(slug, pk))])


def event_of(meeting):
    return Event(
        uid=str(meeting.uuid),
        title=f"{meeting.network}: {meeting.subject}",
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        created_at=meeting.created_at,
        changed_at=meeting.updated_at,
        url=site_address(meeting.get_absolute_url()),
        description=meeting.who_may_come,
        place=meeting.place or "Online",
        sequence=meeting.sequence,
        cancelled=meeting.is_cancelled,
        categories=(meeting.theme.name,),
    )
