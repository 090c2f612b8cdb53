"""Lists that readers put together, without an account: whoever has a list's address has the list."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.privacy.secret_addresses import secret_token
from directory.shortlist.querysets import ShortlistQuerySet


def today():
    return timezone.localdate()


class Shortlist(models.Model):
    """`token` opens the list to change it, `share` only to read it. Nothing says whose it is."""

    MOST = 100  # entries

    token = models.CharField(max_length=40, unique=True, default=secret_token, editable=False)
    share = models.CharField(max_length=40, unique=True, default=secret_token, editable=False)
    title = models.CharField(max_length=120, blank=True)
    opened_on = models.DateField("last opened", default=today)

    objects = ShortlistQuerySet.as_manager()

    def __str__(self):
        return self.title or "My list"

    def get_absolute_url(self):
        return reverse("shortlist:list", args=[self.token])

    @property
    def share_url(self):
        return reverse("shortlist:list", args=[self.share])


class Item(models.Model):
    """One entry in a list. Items stand in the order of `place`, and of their arrival where places are equal."""

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="items")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["shortlist", "entry"], name="item_once_in_a_list")]

    def __str__(self):
        return self.entry.title
