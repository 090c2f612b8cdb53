from django.urls import path

from directory.opendata.bulk import views

app_name = "bulk"
urlpatterns = [
    path("", views.page, name="data"),
    path("<str:day>/", views.page, name="version"),
    path("<str:day>/<str:name>", views.file, name="file"),
]
