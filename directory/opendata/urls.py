from django.urls import path

from directory.opendata import calendar_views, feeds, views

app_name = "opendata"
urlpatterns = [
    path("feeds/<slug:what>.atom", views.feed, {"form": feeds.AtomFeed}, name="atom"),
    path("feeds/<slug:what>.rss", views.feed, {"form": feeds.RssFeed}, name="rss"),
    path("training/calendar.ics", calendar_views.training_calendar, name="training_calendar"),
    path("training/<slug:slug>/<int:pk>.ics", calendar_views.session_calendar, name="session_calendar"),
    path("guidance/calendar.ics", calendar_views.guidance_calendar, name="guidance_calendar"),
]
