from django.db import models
from django.db.models import Q


class ShortlistQuerySet(models.QuerySet):
    def opened_by(self, token):
        """The list that either of its addresses opens."""
        return self.filter(Q(token=token) | Q(share=token))

    def not_opened_since(self, day):
        return self.filter(opened_on__lt=day)

    def with_class(self):
        return self.select_related("year_group", "ability")


class ItemQuerySet(models.QuerySet):
    def shown(self):
        """Those whose entry readers can see."""
        return self.filter(entry__state="published")
