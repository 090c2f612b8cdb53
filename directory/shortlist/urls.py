from django.urls import path

from directory.shortlist import directory_views, file_views, views
from directory.shortlist.planning import views as planning

app_name = "shortlist"
urlpatterns = [
    path("list/", views.Lists.as_view(), name="lists"),
    path("list/add/", views.Add.as_view(), name="add"),
    path("list/<slug:token>/", views.List.as_view(), name="list"),
    path("list/<slug:token>/pack.pdf", file_views.pack, name="pack"),
    path("list/<slug:token>/list.csv", file_views.table, name="table"),
    path("list/<slug:token>/plan/", planning.PlanPage.as_view(), name="plan"),
    path("list/<slug:token>/plan.pdf", planning.pdf, name="plan_pdf"),
    path("list/<slug:token>/plan.ics", planning.calendar, name="plan_calendar"),
    path("directory/", directory_views.directory, name="directory"),
    path("directory.pdf", directory_views.directory_pdf, name="directory_pdf"),
]
