from django.urls import path

from directory.who_to_call.incident import views
from directory.who_to_call.pdf import views as pdf

app_name = "who_to_call"
urlpatterns = [
    path("topics/<slug:slug>.pdf", pdf.hub, name="hub_pdf"),
    path("topics/<slug:slug>/incident-sheet/", views.incident_sheet, name="incident_sheet"),
    path("topics/<slug:slug>/incident-sheet.pdf", pdf.incident_sheet, name="incident_sheet_pdf"),
]
