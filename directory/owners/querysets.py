from datetime import timedelta

from django.apps import apps
from django.db import models
from django.utils import timezone

from directory.correspondence.secret_link import SecretLinkQuerySet

ASKED_LATELY = timedelta(days=30)


class OwnerQuerySet(models.QuerySet):
    def due(self, today=None):
        """Those who may be asked again, of entries that readers can see, and have not been asked lately."""
        due = self.filter(paused=False, due_on__lte=today or timezone.localdate(), entry__state="published")
        links = apps.get_model("owners", "ConfirmationLink").objects.sent_lately()
        return due.exclude(models.Exists(links.filter(entry=models.OuterRef("entry"), to=models.OuterRef("email"))))

    def of_entries(self, ids):
        return self.filter(entry__in=ids).select_related("entry").order_by("entry__title", "pk")


class ConfirmationLinkQuerySet(SecretLinkQuerySet):
    def sent_lately(self, now=None):
        return self.filter(revoked_at=None, created_at__gt=(now or timezone.now()) - ASKED_LATELY)

    def waiting(self, now=None):
        """Still open, of an entry that readers can see, sent to whom we still write to."""
        here = models.Q(entry__owner__email=models.F("to"), entry__owner__paused=False, entry__state="published")
        return self.open(now).filter(here).select_related("entry")


class ProposedChangeQuerySet(models.QuerySet):
    def waiting(self):
        """What no curator has decided yet, the oldest first: a pile of the desk."""
        return self.filter(state="waiting").order_by("received_at", "pk")
