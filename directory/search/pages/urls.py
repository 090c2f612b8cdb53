from django.urls import path

from directory.catalogue.doors import Door
from directory.search.pages import views

app_name = "search"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    path("search/suggestions/opensearch/", views.opensearch_suggestions, name="opensearch_suggestions"),
    *(path(f"{door.path}/", views.search, {"door": door}, name=door.url_name.partition(":")[2]) for door in Door),
    path("resources/", views.resources, name="resources"),
]
