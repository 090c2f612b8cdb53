from django.urls import path

from directory.who_to_call.incident import views

app_name = "who_to_call"
urlpatterns = [path("topics/<slug:slug>/incident-sheet/", views.incident_sheet, name="incident_sheet")]
