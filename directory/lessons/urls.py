from django.urls import path

from directory.lessons import views

app_name = "lessons"
urlpatterns = [path("lessons/finder/", views.finder, name="finder")]
