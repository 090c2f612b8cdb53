from django.urls import path

from directory.topics import views

app_name = "topics"
urlpatterns = [
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:slug>/", views.hub, name="hub"),
    path("collections/<slug:slug>/", views.collection, name="collection"),
]
