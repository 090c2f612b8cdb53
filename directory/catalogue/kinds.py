"""The five kinds of entry."""

from django.db import models


class Kind(models.TextChoices):
    """What sort of thing an entry is. The value is the `kind` of search addresses."""

    RESOURCE = "resource", "Resource"
    ORGANISATION = "organisation", "Support organisation"
    TRAINING = "training", "Training"
    CASE_STUDY = "case_study", "Case study"
    GUIDANCE = "guidance", "Guidance update"

    @property
    def plural(self):
        return {"training": "Training", "case_study": "Case studies"}.get(self.value, f"{self.label}s")

    @property
    def path(self):
        """The first part of its pages' addresses."""
        return {"training": "training", "case_study": "case-studies", "guidance": "guidance"}.get(
            self.value, f"{self.value}s"
        )

    @property
    def namespace(self):
        """The URL namespace, which is also the app's label."""
        return {"case_study": "casestudies"}.get(self.value, self.path)

    @property
    def model_name(self):
        """The model, and the accessor from an `Entry` to its own fields."""
        return {"training": "course", "case_study": "casestudy", "guidance": "guidanceupdate"}.get(
            self.value, self.value
        )
