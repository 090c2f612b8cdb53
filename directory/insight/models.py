"""What is counted: numbers per day, with nothing in them that could lead to a person."""

from django.db import models
from django.db.models import Q

from directory.catalogue.models import Entry
from directory.insight.querysets import (
    CountQuerySet,
    CoverageQuerySet,
    PeriodQuerySet,
    PhraseDayQuerySet,
    PlannedGapQuerySet,
    RecentUseQuerySet,
    SearchedPhraseQuerySet,
    TopicCoverageQuerySet,
)
from directory.privacy.long_texts import LongText
from directory.taxonomy.models import Ability, KeyStage, Sector, Topic


class Count(models.Model):
    """How often something happened on one day. `key` says what: an entry, a filter, a page; never words."""

    class What(models.TextChoices):
        SEARCH = "search", "Searches"
        NOTHING = "nothing", "Searches that found nothing"
        FILTER = "filter", "Filters used"
        OPENED = "opened", "Entries opened"
        PAGE = "page", "Pages opened"

    FILTERED = "filtered"  # the key of searches that had a filter

    day = models.DateField()
    what = models.CharField(max_length=10, choices=What)
    key = models.CharField(max_length=140, blank=True)
    number = models.PositiveIntegerField(default=0)

    objects = CountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "what", "key"], name="count_once_a_day"),
            models.CheckConstraint(
                condition=Q(what__in=["search", "nothing", "filter", "opened", "page"]), name="count_what_known"
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.what} {self.key}: {self.number}"


class RecentUse(models.Model):
    """How often an entry was opened of late, in a coarse step: what lists go by. It changes only at night."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="+")
    step = models.PositiveSmallIntegerField()

    objects = RecentUseQuerySet.as_manager()

    def __str__(self):
        return f"{self.entry_id}: {self.step}"


class QueryDigest(models.Model):
    """That a phrase was searched for on a day: a keyed digest, which only the secret key can tell from others."""

    digest = models.CharField(max_length=64)
    day = models.DateField(db_index=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "day"], name="query_digest_once_a_day")]

    def __str__(self):
        return f"{self.day} {self.digest[:8]}"


class SearchedPhrase(models.Model):
    """Words that were searched for on several different days: public once a curator has released them."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a curator"
        RELEASED = "released", "Released: shown on the impact page"
        HIDDEN = "hidden", "Hidden for good"

    words = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    objects = SearchedPhraseQuerySet.as_manager()

    class Meta:
        ordering = ["words"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "released", "hidden"]), name="searched_phrase_state_known"
            )
        ]

    def __str__(self):
        return self.words


class PhraseDay(models.Model):
    """A day on which a phrase was searched for, since it was first kept, and whether something was found."""

    phrase = models.ForeignKey(SearchedPhrase, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    found = models.BooleanField(help_text="Whether a search for it found something on that day.")

    objects = PhraseDayQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phrase", "day", "found"], name="phrase_day_once")]

    def __str__(self):
        return f"{self.phrase}, {self.day}"


class Coverage(models.Model):
    """How many published entries an option of a facet had on a day, and how many of these were quality assured."""

    day = models.DateField()
    facet = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    published = models.PositiveIntegerField()
    assured = models.PositiveIntegerField()

    objects = CoverageQuerySet.as_manager()

    class Meta:
        ordering = ["day", "facet", "code"]
        constraints = [
            models.UniqueConstraint(fields=["day", "facet", "code"], name="coverage_once_a_day"),
            models.CheckConstraint(
                condition=Q(assured__lte=models.F("published")), name="coverage_assured_published"
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.facet} {self.code}"


class TopicCoverage(models.Model):
    """Of how many topics a layer of the provision map had something for an option of a facet on a day."""

    day = models.DateField()
    layer = models.CharField(max_length=10)
    facet = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    topics = models.PositiveSmallIntegerField()
    covered = models.PositiveSmallIntegerField()

    objects = TopicCoverageQuerySet.as_manager()

    class Meta:
        ordering = ["day", "layer", "facet", "code"]
        constraints = [
            models.UniqueConstraint(fields=["day", "layer", "facet", "code"], name="topic_coverage_once_a_day"),
            models.CheckConstraint(
                condition=Q(covered__lte=models.F("topics")), name="topic_coverage_covered_topics"
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.layer} {self.facet} {self.code}"


class PlannedGap(models.Model):
    """What the coordinator means to do about a gap of the provision map: readers see it in the empty cell."""

    class Layer(models.TextChoices):
        LESSONS = "lessons", "Lessons"
        SERVICES = "services", "Who can help"
        TRAINING = "training", "Training"
        CASES = "cases", "Case studies"

    layer = models.CharField("what is missing", max_length=10, choices=Layer, default=Layer.LESSONS)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="planned_gaps")
    key_stage = models.ForeignKey(KeyStage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    need = models.ForeignKey(Ability, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    plan = LongText(help_text="What you will do, in a sentence or two. Readers can see it.", longest=2_000)
    due_on = models.DateField(
        "due by",
        null=True,
        blank=True,
        help_text="Leave this empty if you do not know. Readers cannot see the plan after this day.",
    )

    objects = PlannedGapQuerySet.as_manager()

    class Meta:
        ordering = ["topic__order", "pk"]
        verbose_name = "planned gap"
        constraints = [
            models.CheckConstraint(
                condition=Q(layer__in=["lessons", "services", "training", "cases"]), name="planned_gap_layer_known"
            )
        ]

    def __str__(self):
        terms = [self.topic, self.key_stage, self.sector, self.need]
        return ", ".join(str(term) for term in terms if term)

    def would_fill(self, layer, values):
        """Whether what is planned would be found by a search of a layer: it says all that the search asks for."""
        named = {"topic": self.topic.today, "year": self.key_stage, "sector": self.sector, "ability": self.need}
        asked = {name: values[name] for name in named if name in values}
        return layer in (self.layer, "everything") and all(
            named[name] and named[name].code in codes for name, codes in asked.items()
        )
