"""Addresses that entries once had."""

from django.db import models

from directory.catalogue.kinds import Kind

FORMER_REFUSED = "Another entry of this kind had this web address, and links to it still work. Choose another."


class FormerSlugQuerySet(models.QuerySet):
    def of_others(self, kind, entry_id):
        """Addresses that other entries of a kind had; `entry_id` is None for an entry that is new."""
        return self.filter(kind=kind).exclude(entry=entry_id) if entry_id else self.filter(kind=kind)


class FormerSlug(models.Model):
    """An address that an entry once had: it redirects to today's address for ever."""

    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.SlugField(max_length=100)
    entry = models.ForeignKey("catalogue.Entry", on_delete=models.CASCADE, related_name="former_slugs")

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_once_per_kind")]

    def __str__(self):
        return self.slug
