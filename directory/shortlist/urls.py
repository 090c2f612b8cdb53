from django.urls import path

from directory.shortlist import views

app_name = "shortlist"
urlpatterns = [
    path("list/", views.Lists.as_view(), name="lists"),
    path("list/add/", views.Add.as_view(), name="add"),
    path("list/<slug:token>/", views.List.as_view(), name="list"),
    path("list/<slug:token>/pack.pdf", views.pack, name="pack"),
    path("list/<slug:token>/list.csv", views.table, name="table"),
    path("directory/", views.directory, name="directory"),
    path("directory.pdf", views.directory_pdf, name="directory_pdf"),
]
