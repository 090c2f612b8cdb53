from django.conf import settings
from django.db import models
from django.utils import timezone


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


class TriedName(models.Model):
    """How often a name was tried from where its owner is not known. `name` is a keyed hash, also of nobody's name."""

    name = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    free_at = models.DateTimeField(db_index=True, help_text="When the next try is taken.")

    def __str__(self):
        return f"{self.name[:8]}: {self.tries}"


class SignInQuerySet(models.QuerySet):
    def since(self, moment):
        return self.filter(at__gt=moment)

    def endless(self):
        """What strangers can make happen as often as they like."""
        return self.filter(models.Q(user=None) | models.Q(what="made_to_wait"))


class SignIn(models.Model):
    """Something that happened when somebody signed in or out, or tried to. `sign_ins.log` writes and forgets it."""

    class What(models.TextChoices):
        SIGNED_IN = "signed_in", "Signed in"
        PASSWORD = "password", "Signed in without a second factor, and has to give one"
        CODE = "code", "Gave the second factor"
        WRONG_PASSWORD = "wrong_password", "Wrong password"
        WRONG_CODE = "wrong_code", "Wrong second factor"
        NOT_LET_IN = "not_let_in", "Came from the council's directory, and may not work here"
        MADE_TO_WAIT = "made_to_wait", "Had to wait after wrong tries"
        SIGNED_OUT = "signed_out", "Signed out"
        RESET = "reset", "An administrator reset the second factor"
        NEW_PASSWORD = "new_password", "Set a new password by the link in an email"

    class Way(models.TextChoices):
        PASSWORD = "password", "Password"
        CODE = "code", "Code"
        RECOVERY_CODE = "recovery_code", "Recovery code"
        PASSKEY = "passkey", "Passkey"
        DIRECTORY = "directory", "The council's directory"

        @classmethod
        def of(cls, method, sort=None):
            """As django-allauth names it."""
            names = {"directory": cls.DIRECTORY, "webauthn": cls.PASSKEY, "recovery_codes": cls.RECOVERY_CODE}
            return names.get(sort) or names.get(method) or (cls.CODE if method == "mfa" else cls.PASSWORD)

    CALM = {What.SIGNED_IN, What.PASSWORD, What.CODE, What.SIGNED_OUT}

    at = models.DateTimeField("when", default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="whose account",
    )
    what = models.CharField("what happened", max_length=15, choices=What)
    way = models.CharField("how", max_length=15, choices=Way, blank=True)
    network = models.CharField(
        max_length=50, blank=True, help_text="The first part of the network address: never all of it."
    )
    place = models.CharField(max_length=64, help_text="A keyed hash, by which a network is known again.")

    objects = SignInQuerySet.as_manager()

    class Meta:
        verbose_name = "sign-in"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "place"], name="sign_in_known_place")]

    def __str__(self):
        return f"{self.get_what_display()}: {self.user or 'a name that nobody has'}"
