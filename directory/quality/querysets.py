from django.db import models
from django.db.models import Q
from django.utils import timezone

from directory.correspondence.secret_link import SecretLinkQuerySet

UNDER_WAY = ("open", "disputed")


class AssessmentQuerySet(models.QuerySet):
    def under_way(self):
        return self.filter(result__in=UNDER_WAY)

    def decided_between(self, first, last):
        return self.decided().filter(decided_on__gte=first, decided_on__lte=last)

    def assured(self):
        return self.filter(result="assured")

    def decided(self):
        return self.exclude(result__in=[*UNDER_WAY, "stopped"])

    def standing(self):
        """Decided and not lapsed: what readers are told."""
        in_date = Q(good_until__isnull=True) | Q(good_until__gte=timezone.localdate())
        return self.decided().filter(in_date, lapsed_on__isnull=True).prefetch_related("reviews")


class ReviewInvitationQuerySet(SecretLinkQuerySet):
    def of_this_round(self, entry):
        """Those of `entry` that may still be used, and those by which somebody has reviewed in this round."""
        counted = Q(reviews__assessment__result__in=UNDER_WAY)
        return self.filter(entry=entry).filter(Q(pk__in=self.open().values("pk")) | counted).distinct()

    def to_address(self, address):
        return self.filter(to__iexact=address)

    def ended_before(self, moment):
        """Those that do nothing any more, and have not for a while."""
        ended = Q(used_at__lt=moment) | Q(revoked_at__lt=moment) | Q(expires_at__lt=moment)
        return self.filter(ended).exclude(reviews__assessment__result__in=UNDER_WAY)
