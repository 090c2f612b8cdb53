from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from directory.calendars.ical import CANCELLED_SHOWN
from directory.catalogue.matching_rules import entries_listing
from directory.taxonomy.models import DeliveryMode


def for_delivery_modes(modes):
    return entries_listing(DeliveryMode, modes, entries="courses")


def for_levels(levels):
    return Q(course__level__in=levels)


class CourseSessionQuerySet(models.QuerySet):
    def of_courses(self, courses):
        return self.filter(course__in=courses).select_related("course")

    def for_calendars(self, now=None):
        """What is to come and what was lately: a cancelled date is shown as such, so that it leaves no gap. Of a
        course that is not there any more, what was still to come: `status_today` says that it is off.
        """
        lately = self.filter(ends_at__gte=(now or timezone.now()) - CANCELLED_SHOWN)
        still_on = Q(course__status="active") | Q(ends_at__gt=F("course__updated_at"))
        return lately.filter(still_on).order_by("starts_at", "pk")

    def held_between(self, first, last):
        """Dates of courses that readers can see, both days included, local time, without what was cancelled."""
        held = self.filter(starts_at__date__gte=first, starts_at__date__lte=last, course__state="published")
        return held.exclude(status="cancelled")

    def upcoming(self, now=None):
        """Sessions that readers may still join or ask about, soonest first."""
        to_come = self.filter(starts_at__gte=now or timezone.now()).exclude(status="cancelled")
        return to_come.order_by("starts_at", "pk")
