"""Lists that readers put together, without an account: whoever has a list's address has the list."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.privacy.secret_addresses import secret_token
from directory.shortlist.querysets import ItemQuerySet, ShortlistQuerySet
from directory.taxonomy.models import Ability, YearGroup


def today():
    return timezone.localdate()


class Shortlist(models.Model):
    """`token` opens the list to change it, `share` only to read it. Nothing says whose it is.

    With a class in general words and a first date, its lessons are a plan: nothing else tells a plan from a list.
    """

    MOST = 100  # entries

    token = models.CharField(max_length=40, unique=True, default=secret_token, editable=False)
    share = models.CharField(max_length=40, unique=True, default=secret_token, editable=False)
    form = models.UUIDField("the form that started it", unique=True, null=True, editable=False)
    title = models.CharField(max_length=120, blank=True)
    opened_on = models.DateField("last opened", default=today)

    year_group = models.ForeignKey(YearGroup, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ability = models.ForeignKey(Ability, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    first_lesson_on = models.DateField("first lesson", null=True, blank=True)
    weeks_apart = models.PositiveSmallIntegerField("weeks between lessons", default=1)
    week_off = models.DateField("a day of a week without a lesson", null=True, blank=True)
    changes = models.PositiveIntegerField(default=0, editable=False)  # how many: calendars go by it

    objects = ShortlistQuerySet.as_manager()

    def __str__(self):
        return self.title or "My list"

    def get_absolute_url(self):
        return reverse("shortlist:list", args=[self.token])

    @property
    def share_url(self):
        return reverse("shortlist:list", args=[self.share])

    @property
    def plan_url(self):
        return reverse("shortlist:plan", args=[self.token])

    @property
    def is_plan(self):
        return bool(self.year_group_id or self.first_lesson_on)


class Item(models.Model):
    """One entry in a list. Items stand in the order of `place`, and of their arrival where places are equal.

    In a plan it is taught on `on`, or follows the lesson before it, and takes as many `lessons`.
    """

    MOST_LESSONS = 12

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="items")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=500, blank=True)
    on = models.DateField("date", null=True, blank=True)
    lessons = models.PositiveSmallIntegerField("number of lessons", default=1)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["shortlist", "entry"], name="item_once_in_a_list")]

    def __str__(self):
        return self.entry.title
