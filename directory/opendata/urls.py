from django.urls import path

from directory.opendata import feeds, views

app_name = "opendata"
urlpatterns = [
    path("feeds/<slug:what>.atom", views.feed, {"form": feeds.AtomFeed}, name="atom"),
    path("feeds/<slug:what>.rss", views.feed, {"form": feeds.RssFeed}, name="rss"),
    path("training/calendar.ics", views.training_calendar, name="training_calendar"),
    path("training/<slug:slug>/<int:pk>.ics", views.session_calendar, name="session_calendar"),
    path("guidance/calendar.ics", views.guidance_calendar, name="guidance_calendar"),
]
