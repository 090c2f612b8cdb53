from django.db import models


class TermQuerySet(models.QuerySet):
    def offered(self):
        """The terms that may be chosen for something new."""
        return self.filter(retired=False)
