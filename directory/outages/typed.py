"""What somebody typed and sent while nothing could be saved, so that they can copy it from the answer."""

import re

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from directory.staff import unsent_forms

SECRET_PAGES = re.compile(
    r"/(login|logout|signup|[^/]*password[^/]*|second-factor|recovery-codes|2fa|mfa|(re)?authenticate|webauthn|social)/"
)
UNSEEN = {"begun", "form", "next", "then"}  # what forms say to themselves
UNREADABLE = (UnreadablePostError, MultiPartParserError, SuspiciousOperation, BadRequest, OSError)


def typed_in(request):
    """[(name, text)], without passwords, codes and files."""
    if is_secret(request):
        return []
    try:
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
    except UNREADABLE:
        return []
    shown = [(name, value) for name, value in sent if name not in UNSEEN and not unsent_forms.is_secret(name)]
    return unsent_forms.words_of(shown)


def is_secret(request):
    """Whether the page is about signing in."""
    return bool(SECRET_PAGES.search(request.path_info))
