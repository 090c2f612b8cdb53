from django.urls import path

from directory.opendata import calendar_views
from directory.opendata.feeds import entry_feed
from directory.opendata.feeds.views import feed

app_name = "opendata"
urlpatterns = [
    path("feeds/<slug:what>.atom", feed, {"form": entry_feed.AtomFeed}, name="atom"),
    path("feeds/<slug:what>.rss", feed, {"form": entry_feed.RssFeed}, name="rss"),
    path("training/calendar.ics", calendar_views.training_calendar, name="training_calendar"),
    path("training/<slug:slug>/<int:pk>.ics", calendar_views.session_calendar, name="session_calendar"),
    path("guidance/calendar.ics", calendar_views.guidance_calendar, name="guidance_calendar"),
]
