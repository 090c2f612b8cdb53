from django.db import models


class HubQuerySet(models.QuerySet):
    def with_words(self):
        return self.select_related("topic").prefetch_related("steps__source")
