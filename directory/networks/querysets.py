from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.calendars.ical import CANCELLED_SHOWN

LATELY = timedelta(days=366)


class NetworkQuerySet(models.QuerySet):
    def active(self):
        return self.filter(active=True)

    def in_districts(self, districts):
        return self.filter(districts__in=districts).distinct()

    def for_sectors(self, sectors):
        """A group that names no sector is for all."""
        return self.filter(Q(sectors__in=sectors) | Q(sectors__isnull=True)).distinct()

    def with_terms(self):
        return self.prefetch_related("districts", "sectors", "audiences")


class MeetingQuerySet(models.QuerySet):
    def with_network(self):
        return self.select_related("network", "theme")

    def of(self, networks):
        return self.filter(network__in=networks)

    def scheduled(self):
        return self.exclude(status="cancelled")

    def upcoming(self, now=None):
        return self.filter(ends_at__gte=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now=None):
        """Those of the last twelve months that took place, the latest first."""
        now = now or timezone.now()
        return self.scheduled().filter(ends_at__lt=now, ends_at__gte=now - LATELY).order_by("-starts_at", "-pk")

    def for_calendars(self, now=None):
        """What is to come and what was lately: a cancelled meeting is shown as such, so that it leaves no gap."""
        return self.filter(ends_at__gte=(now or timezone.now()) - CANCELLED_SHOWN).order_by("starts_at", "pk")
