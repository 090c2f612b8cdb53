from django.db import models


class Recall(models.Model):
    """What an entry said up to one of its revisions was blanked, and must leave every file that was made of it."""

    entry = models.UUIDField(unique=True, help_text="The permanent identifier of the entry, which may be gone.")
    up_to = models.PositiveIntegerField(help_text="The number of the last revision that was blanked.")
    at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.entry}, up to version {self.up_to}"


class Asking(models.Model):
    """How often a network has asked the API, in one minute and the one before; for two minutes only."""

    sender = models.CharField(max_length=64, primary_key=True, help_text="A keyed hash, another one each day.")
    minute = models.BigIntegerField(help_text="Minutes since 1970.")
    number = models.PositiveIntegerField()
    before = models.PositiveIntegerField(help_text="In the minute before.")

    def __str__(self):
        return f"{self.number} in minute {self.minute}"
