from django.conf import settings
from django.db import models


class RecoveryCode(models.Model):
    """A code that stands in once for the authenticator app. Only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    hashed = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"A recovery code of {self.user}"


class WrongCodes(models.Model):
    """How often somebody's code was wrong since the last right one, and when the next one counts."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wrong_codes")
    count = models.PositiveIntegerField(default=0)
    free_at = models.DateTimeField()

    def __str__(self):
        return f"{self.count} wrong codes of {self.user}"


class UnsentForm(models.Model):
    """What somebody posted when their session was over: [name, value] of each field, in their order."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsent_forms")
    path = models.CharField(max_length=500)
    typed = models.JSONField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="unsent_form_once_for_a_page")]

    def __str__(self):
        return self.path
