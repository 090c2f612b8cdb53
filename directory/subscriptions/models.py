"""What readers asked to be told by email."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from directory.correspondence.secret_link import SecretLink
from directory.networks.models import Network
from directory.subscriptions.querysets import SubscriptionQuerySet


class Subscription(SecretLink):
    """One sort of news for one address. It ends a week later if nobody confirms it, else when somebody stops it.

    Nothing else is kept of the reader. `query` holds filters, and never words.
    """

    class What(models.TextChoices):
        GUIDANCE = "guidance", "New guidance"
        NEW = "new", "New entries"
        MEETINGS = "meetings", "Meetings of a network"

    what = models.CharField(max_length=10, choices=What)
    query = models.CharField(max_length=1000, blank=True)
    network = models.ForeignKey(Network, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_until = models.DateTimeField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "what", "query"], condition=Q(network=None), name="subscription_once_for_filters"
            ),
            models.UniqueConstraint(
                fields=["to", "network"], condition=~Q(network=None), name="subscription_once_for_a_network"
            ),
        ]

    def __str__(self):
        return self.get_what_display()

    def get_absolute_url(self):
        return reverse("subscriptions:manage", args=[self.token])

    @property
    def stop_url(self):
        return reverse("subscriptions:stop", args=[self.token])

    @property
    def is_confirmed(self):
        return self.confirmed_at is not None
