from django.urls import include, path

from directory.opendata.api.open_view import NothingHere
from directory.opendata.api.v1.description import Description

app_name = "api"
urlpatterns = [
    path("openapi.json", Description.as_view(), name="openapi"),
    path("v1/", include("directory.opendata.api.v1.urls")),
    path("<path:anything>/", NothingHere.as_view(), name="nothing"),  # the last: it takes whatever is left
]
