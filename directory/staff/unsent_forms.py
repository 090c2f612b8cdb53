"""What somebody had typed when their session ended, or when they had to show who they are: kept for them alone, until
they have.

Files are not kept, nor anything on a page about passwords and codes.
"""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.urls import Resolver404, resolve
from django.utils.text import capfirst

from directory.staff.models import UnsentForm
from directory.staff.unsent_labels import Labels

KEPT = timedelta(days=1)
LONGEST = 500_000  # letters of all that was typed
MOST = 20  # forms of one person
CHOSEN = "_selected_action"  # Django's name for what is ticked in a list
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


def words_of(typed, labels=None):
    """What is worth reading of it: (name, text) of what people write, not of what a form says to itself.

    `labels` have what was chosen in words. Without them a number may be the id of anything, and is left out.
    """
    return [
        (name.replace("_", " ").strip(), labels.value(name, value) if labels else value)
        for name, value in typed
        if value.strip()
        and not name.startswith(("_", "initial-"))
        and (not value.isdigit() or (labels and labels.says(name)))
        and "_FORMS" not in name
    ]


def what_sending_does(kept, request):
    """(name, text) of where it goes and what was chosen there, as its page says it, and then what people wrote.

    Only whoever may see the things themselves is told what they are called.
    """
    chosen = [value for name, value in kept.typed if name == CHOSEN]
    place, names, actions, labels = kept.path, "", {}, None
    if page := list_or_form(kept.path, request):
        labels = Labels(page, request)
        place = f"{capfirst(page.func.model_admin.opts.verbose_name_plural)} ({kept.path})"
        names = names_of(page, chosen, request)
        actions = dict(page.func.model_admin.get_action_choices(request))
    said = [("page", place)]
    if ["select_across", "1"] in kept.typed:
        said.append(("chosen", "Everything in this list, on all of its pages"))
    elif chosen:
        said.append(("chosen", f"{len(chosen)}: {names}" if names else str(len(chosen))))
    elif names:
        said.append(("about", names))
    typed = [(name, actions.get(value, value) if name == "action" else value) for name, value in kept.typed]
    return said + words_of(typed, labels)


def list_or_form(path, request):
    """Where a path of the admin goes, if it is a page about things that this person may see."""
    try:
        page = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    model_admin = getattr(page.func, "model_admin", None)
    return page if model_admin and model_admin.has_view_or_change_permission(request) else None


def names_of(page, chosen, request):
    """What is called by these ids, or is what the page itself is about."""
    said = [*chosen, str(page.kwargs.get("object_id", ""))]
    ids = [one for one in said if one.isdecimal() and len(one) < 19]
    return ", ".join(str(one) for one in page.func.model_admin.get_queryset(request).filter(pk__in=ids))


def forget_unsent(now):
    UnsentForm.objects.filter(at__lt=now - KEPT).delete()
