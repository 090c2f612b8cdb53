"""Files that are about to be imported, imports, and what has been loaded of the starter content."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.states import Action
from directory.exchange.matching.sources import Source as Source
from directory.exchange.querysets import ImportBatchQuerySet, UploadQuerySet
from directory.staff.staff_member_field import staff_member


class Upload(models.Model):
    """A file that somebody is about to import, a day at most; the file of an import, until that is over."""

    by = staff_member()
    at = models.DateTimeField(default=timezone.now)
    previewed_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    source = models.CharField(max_length=100, blank=True)
    columns = models.JSONField(null=True)  # our name for each column of the file, "" for those that are left out
    plan = models.JSONField(default=dict, help_text="What its preview came to: see `batches.planning`.")

    objects = UploadQuerySet.as_manager()

    def __str__(self):
        return self.name


class ImportBatch(models.Model):
    """One import; its id stands in the history of each entry that it added or changed.

    `task` is what is being done with all of it, in parts: `done` of the `todo`. Nothing is, if it is empty.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to begin"
        RUNNING = "running", "Being imported"
        COMPLETE = "complete", "Complete"
        CANCELLED = "cancelled", "Cancelled"
        TAKEN_BACK = "taken_back", "Taken back"

    class Task(models.TextChoices):
        IMPORT = "import", "Import"
        TAKE_BACK = "take_back", "Take back"
        SUBMIT = "submit", "Send for review"
        ARCHIVE = "archive", "Archive"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = staff_member()
    at = models.DateTimeField("begun", default=timezone.now)
    completed_at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField("file", max_length=200)
    source = models.CharField("where it came from", max_length=200, blank=True)
    upload = models.OneToOneField(Upload, on_delete=models.SET_NULL, null=True, related_name="batch")
    rows = models.PositiveIntegerField(help_text="Rows in the file.")
    unchanged = models.PositiveIntegerField(default=0, help_text="Rows that say what their entries said already.")
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    problems = models.JSONField(default=list, help_text="[row of the file, why it was not imported], each.")

    task = models.CharField(max_length=10, choices=Task, blank=True)
    task_by = staff_member(null=True)
    why = models.TextField(blank=True)
    also_incomplete = models.BooleanField(default=False, help_text="Send for review also what is not complete.")
    todo = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.BooleanField(default=False)
    left = models.JSONField(default=list, help_text="[entry, why the last task left it out], each.")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = "import"

    def __str__(self):
        return self.name

    @property
    def state_in_words(self):
        if self.failed:
            return f"{self.get_task_display()}: stopped by an error"
        if self.task == self.Task.TAKE_BACK:
            return "Being taken back" if self.completed_at else "Being cancelled"
        return self.get_state_display()

    @property
    def is_under_way(self):
        return bool(self.task) and not self.failed

    def revisions(self):
        """A line of the history for each entry that it added (its first) or changed."""
        return Revision.objects.filter(batch=self.pk, action=Action.IMPORTED)

    def entries_here(self):
        """Those of its entries that can be seen by now."""
        return Entry.objects.arrived().order_by().values("pk")


class StarterRecord(models.Model):
    """A record of the starter content that has been loaded once and is the curators' from then on.

    It outlives its entry: what curators delete does not come back.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    reference = models.SlugField(max_length=60)
    entry = models.OneToOneField(Entry, on_delete=models.SET_NULL, null=True, related_name="starter_record")
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="starter_record_once")]

    def __str__(self):
        return f"{self.kind} {self.reference}"
