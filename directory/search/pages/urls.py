from django.urls import path

from directory.catalogue.kinds import Kind
from directory.search.pages import views

app_name = "search"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    *(path(f"{kind.path}/", views.search, {"kind": kind}, name=kind.namespace) for kind in Kind),
]
