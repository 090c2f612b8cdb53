from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

LONGEST_SENDING = timedelta(hours=1)  # no service takes so long: whoever was sending it has gone


class EmailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state="waiting")

    def due(self, now):
        """Those to send now, the longest due first."""
        return self.waiting().filter(send_after__lte=now).order_by("send_after", "pk")

    def stuck(self, now=None):
        """Those whose sending was broken off: they may have left, so nothing sends them again by itself."""
        return self.filter(state="sending", claimed_at__lt=(now or timezone.now()) - LONGEST_SENDING)

    def can_be_sent_again(self, now=None):
        """Those that only a person sends, once more or after all, as long as their words are still here."""
        ended = Q(state__in=["failed", "held"]) | Q(pk__in=self.stuck(now).order_by().values("pk"))
        return self.filter(ended).exclude(Q(to="") | Q(text=""))

    def forget(self):
        """Blank whom they were for and what they said. What they told, and when, stays."""
        return self.update(to="", text="", headers={})
