"""Addresses that entries once had."""

from django.db import models

from directory.catalogue.kinds import Kind


class FormerSlug(models.Model):
    """An address that an entry once had: it redirects to today's address for ever."""

    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.SlugField(max_length=100)
    entry = models.ForeignKey("catalogue.Entry", on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="former_slug_once_per_kind")]

    def __str__(self):
        return self.slug
