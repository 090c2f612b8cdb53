from django.urls import path

from directory.embeds import views

app_name = "embeds"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("topic/<slug:slug>/", views.topic, name="topic"),
    path("directory/<slug:district>/", views.directory, name="directory"),
    path("who-do-i-call/", views.who_do_i_call, name="who_do_i_call"),
]
