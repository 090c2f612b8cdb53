from django.urls import path

from directory.opendata.api.open_view import NothingHere

app_name = "api"
urlpatterns = [
    path("<path:anything>/", NothingHere.as_view(), name="nothing"),  # the last: it takes whatever is left
]
