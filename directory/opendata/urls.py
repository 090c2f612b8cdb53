from django.urls import path

from directory.opendata import feeds, views

app_name = "opendata"
urlpatterns = [
    path("feeds/<slug:what>.atom", views.feed, {"form": feeds.AtomFeed}, name="atom"),
    path("feeds/<slug:what>.rss", views.feed, {"form": feeds.RssFeed}, name="rss"),
    path("guidance/calendar.ics", views.guidance_calendar, name="guidance_calendar"),
]
