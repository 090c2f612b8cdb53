"""Readers who asked for emails."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from directory.subscriptions.actions import FOR_EVER
from directory.subscriptions.models import Subscription

MONDAY = datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("Europe/London"))
LAST_WEEK = MONDAY - timedelta(days=6)


def a_reader(to="dsl@school.example", what="new", query="", network=None, told_until=LAST_WEEK):
    return Subscription.objects.create(
        to=to,
        what=what,
        query=query,
        network=network,
        confirmed_at=told_until,
        told_until=told_until,
        expires_at=FOR_EVER,
    )
