"""Writing what was imported."""

from django.core.exceptions import ValidationError
from import_export.results import RowResult

from directory.catalogue.actions.editing import next_review, save_entry
from directory.catalogue.actions.history import record_revision
from directory.catalogue.models import TopicTagging
from directory.catalogue.records.rows import replace_rows
from directory.catalogue.states import Action
from directory.exchange.columns.contact_columns import POINTS

BATCH = 500  # rows
CHANGED_SINCE = "Somebody has changed this entry since you checked the file. Check it again."


class RowPlan:
    """The part of the table of a kind that holds an import to what somebody was shown before.

    A plan says for each row (by its number, from 1) the version that its entry has, or NEW. Rows that are wrong or
    change nothing are in no plan.
    """

    NEW = -1

    def as_it_stands(self, instance, new):
        return self.NEW if new else self.versions.get(instance.pk, 0)

    def refuse_changed_since(self, instance, number):
        if instance.reference in self.arriving:
            raise ValidationError("Another import is adding this entry. Wait until it is complete, or cancel it.")
        if self.planned is not None and self.planned[number - 1] != self.as_it_stands(instance, not instance.pk):
            raise ValidationError(CHANGED_SINCE)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        imported = getattr(instance, "imported", None)
        return imported is not None and not import_validation_errors and imported.before == imported.after

    def after_import_row(self, row, row_result, **kwargs):
        instance, row_result.instance = row_result.instance, None
        if instance is None:
            return
        imported = instance.imported
        if row_result.import_type != RowResult.IMPORT_TYPE_SKIP:
            row_result.differences = imported.differences
            self.plan[kwargs["row_number"]] = self.as_it_stands(instance, row_result.is_new())
        if imported.question or imported.ends_mark:
            self.asked_of.append(imported)


class RowWriter(RowPlan):
    """The part of the table of a kind that writes. What belongs to new entries is written for all together."""

    def save_instance(self, instance, is_create, row, **kwargs):
        """The entry's own row. What belongs to new ones is written for all of them together, at the end."""
        if kwargs["dry_run"]:
            return
        if is_create:
            instance.created_by, instance.state = self.by, self.state
            instance.slug = instance.slug or self.free_slug(instance)
            self.slugs.add(instance.slug)
            instance.review_due_on = instance.review_due_on or next_review(instance)
            instance.save()
            self.new.append(instance)
        else:
            self.keep_first_version(instance)
            save_entry(entry=instance)
            self.updated.append(instance)

    def keep_first_version(self, instance):
        """What it said until now is in its history, so that the import can be taken back."""
        if instance.pk not in self.versions:
            before = self.model.objects.get(pk=instance.pk)
            record_revision(entry=before, action=Action.CREATED, why="The first version that is kept.")

    def free_slug(self, instance):
        """Its reference, where no other entry of this kind has or had that address."""
        return instance.free_slug() if instance.reference in self.slugs else instance.reference

    def save_m2m(self, instance, row, **kwargs):
        if kwargs["dry_run"]:
            return
        imported = instance.imported
        for name in imported.many if not imported.new else ():
            if imported.before[name] != imported.after[name]:
                getattr(instance, name).set(imported.many[name])
        for name in instance.ROWS.keys() & {*self.headers, *([POINTS] if self.contacts else [])}:
            replace_rows(instance, name, imported.after[name])

    def join_new(self):
        """The terms of all new entries, a query for each vocabulary. Drafts have no search document to tell."""
        for name, field in self.named.items():
            if field.many_to_many and name in self.headers:
                through, own, other = through_table(self.model, field)
                through.objects.bulk_create(
                    [
                        through(**{own: entry, other: item})
                        for entry in self.new
                        for item in entry.imported.many[name]
                    ],
                    batch_size=BATCH,
                )


def through_table(model, field):
    """The table that joins entries to the terms of `field`, and the names of its two sides."""
    if field.name == "topics":
        return TopicTagging, "content_object", "tag"
    return field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
