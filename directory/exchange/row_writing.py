"""Writing what was imported."""

from directory.catalogue.actions.editing import next_review, save_entry
from directory.catalogue.models import FormerSlug, TopicTagging
from directory.catalogue.records.rows import replace_rows
from directory.catalogue.states import State
from directory.exchange.columns.contact_columns import POINTS

BATCH = 500  # rows


class RowWriter:
    """The part of the table of a kind that writes. What belongs to new entries is written for all together."""

    def save_instance(self, instance, is_create, row, **kwargs):
        """The entry's own row. What belongs to new ones is written for all of them together, at the end."""
        if kwargs["dry_run"]:
            return
        if is_create:
            instance.created_by, instance.state = self.by, State.DRAFT
            instance.slug = instance.slug or self.free_slug(instance)
            instance.review_due_on = instance.review_due_on or next_review(instance)
            instance.save()
            self.new.append(instance)
        else:
            save_entry(entry=instance)
            self.updated.append(instance)

    def free_slug(self, instance):
        """Its reference, where no other entry of this kind has or had that address."""
        if self.slugs is None:
            former = FormerSlug.objects.filter(kind=self.model.KIND).values_list("slug", flat=True)
            self.slugs = {*self.model.objects.values_list("slug", flat=True), *former}
        if instance.reference in self.slugs:
            return instance.free_slug()
        self.slugs.add(instance.reference)
        return instance.reference

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
