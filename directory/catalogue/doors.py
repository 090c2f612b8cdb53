"""What an entry is for, in the readers' words: the same on every page, in filters, feeds and on the map."""

from django.db import models


class Door(models.TextChoices):
    """Where readers find an entry. The value is the `kind` of search addresses.

    For all but resources it is the kind itself; a resource is either for pupils and their parents or for staff.
    """

    LESSONS = "lessons", "Lessons and materials"
    GUIDANCE = "guidance", "Guidance and tools"
    TRAINING = "training", "Training"
    ORGANISATION = "organisation", "Who can help"
    CASE_STUDY = "case_study", "Case studies"

    @property
    def path(self):
        """The first part of the address of the page that lists what is behind it."""
        return {"organisation": "organisations", "case_study": "case-studies"}.get(self.value, self.value)

    @property
    def url_name(self):
        return f"search:{self.path.replace('-', '')}"


class FormerDoor(models.TextChoices):
    """What old addresses ask for, which is not offered any more."""

    RESOURCE = "resource", "Lessons, materials, guidance and tools"

    @property
    def retired(self):
        return True


class Unstated(models.TextChoices):
    """What can be asked for beside the needs: what does not say which of them it fits."""

    NOT_STATED = "not_stated", "Does not say which needs"

    @property
    def retired(self):
        """It is reached by a link, and not offered among the needs."""
        return True


# Behind these is what pupils get: it must say that it fits their needs. What staff read serves every setting.
FOR_PUPILS = frozenset({Door.LESSONS, Door.ORGANISATION})
