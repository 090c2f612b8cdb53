"""What somebody had typed when their session ended, or when they had to show who they are: kept for them alone, until
they have.

Files are not kept, nor anything on a page about passwords and codes.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session

from directory.staff.models import UnsentForm

KEPT = timedelta(days=1)
LONGEST = 500_000  # letters of all that was typed
MOST = 20  # forms of one person
SECRET = ("password", "second-factor", "recovery-codes", "login", "logout")
SECRET_FIELDS = re.compile(
    r"pass(word|phrase|key|code)|otp|secret|credential|token|recovery|^(code|_unsent)$", re.IGNORECASE
)


def keep_unsent(request, user):
    """Keep what `user` posted, if anybody did. Returns it, or None if there is nothing to keep."""
    if user is None or request.method != "POST" or any(word in request.path for word in SECRET):
        return None
    typed = [[name, value] for name, values in request.POST.lists() if not is_secret(name) for value in values]
    if not typed or sum(len(name) + len(value) for name, value in typed) > LONGEST:
        return None
    if user.unsent_forms.count() >= MOST:
        return None
    kept, _ = UnsentForm.objects.update_or_create(
        user=user, path=request.get_full_path()[:500], defaults={"typed": typed}
    )
    return kept


def is_secret(name):
    """Whether what was typed in a field of this name is nothing to keep or to show: passwords, codes, tokens."""
    return bool(SECRET_FIELDS.search(name))


def who_was_signed_in(request):
    """The person whose session has just ended: its row outlives it, unless it was ended on purpose."""
    user = getattr(request, "signed_out", None)
    if user is None:
        session = Session.objects.filter(pk=request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")).first()
        pk = session.get_decoded().get(SESSION_KEY) if session else None
        user = get_user_model().objects.filter(pk=pk).first() if pk else None
    return user if user and user.is_active and user.is_staff else None


def words_of(typed):
    """What is worth reading of it: (name, text) of what people write, not of what a form says to itself."""
    return [
        (name.replace("_", " ").strip(), value)
        for name, value in typed
        if value.strip() and not name.startswith(("_", "initial-")) and not value.isdigit() and "_FORMS" not in name
    ]


def forget_unsent(now):
    UnsentForm.objects.filter(at__lt=now - KEPT).delete()
