from django.urls import path

from directory.networks import views

app_name = "networks"
urlpatterns = [
    path("networks/", views.networks, name="networks"),
    path("networks/calendar.ics", views.calendar, name="calendar"),
    path("networks/agenda/", views.agenda, name="agenda"),
    path("networks/agenda.pdf", views.agenda_pdf, name="agenda_pdf"),
    path("networks/<slug:slug>/", views.network, name="network"),
    path("networks/<slug:slug>/agenda/", views.network_agenda, name="network_agenda"),
    path("networks/<slug:slug>/agenda.pdf", views.network_agenda_pdf, name="network_agenda_pdf"),
    path("networks/<slug:slug>/calendar.ics", views.network_calendar, name="network_calendar"),
    path("networks/<slug:slug>/<int:pk>/", views.meeting, name="meeting"),
    path("networks/<slug:slug>/<int:pk>.pdf", views.meeting_pdf, name="meeting_pdf"),
    path("networks/<slug:slug>/<int:pk>.ics", views.meeting_calendar, name="meeting_calendar"),
]
