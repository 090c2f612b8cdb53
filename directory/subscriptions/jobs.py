"""What runs without anybody asking. Each may run as often as it likes."""

from directory.subscriptions.actions import forget_unconfirmed
from directory.subscriptions.news import send_news

__all__ = ["forget_unconfirmed", "send_news"]
