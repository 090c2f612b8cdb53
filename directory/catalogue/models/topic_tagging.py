"""Which topics an entry is about."""

from django.db import models, transaction
from taggit.models import ItemBase

from directory.taxonomy.models import Topic


class TopicTagging(ItemBase):
    tag = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="taggings")
    content_object = models.ForeignKey("catalogue.Entry", on_delete=models.CASCADE, related_name="taggings")

    natural_key_fields = ["tag", "content_object"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="topic_tagged_once"),
        ]

    @transaction.atomic  # with all that follows from it
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
