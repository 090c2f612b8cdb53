from django.urls import include, path, re_path

from directory.opendata.api import pages
from directory.opendata.api.open_view import NothingHere
from directory.opendata.api.v1.description import Description

app_name = "api"
urlpatterns = [
    path("", pages.about, name="about"),
    path("openapi.json", Description.as_view(), name="openapi"),
    path("v1/", include("directory.opendata.api.v1.urls")),
    re_path(r"^[\s\S]+/$", NothingHere.as_view(), name="nothing"),  # the last: whatever is left, line ends too
]
