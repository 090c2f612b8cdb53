"""How long staff stay signed in."""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.utils import timezone

from directory.staff.unsent_forms import KEPT as UNSENT_KEPT

SIGNED_IN_AT = "signed_in_at"  # in the session, seconds since 1970
LONGEST_SESSION = 12 * 60 * 60  # seconds that one signing in lasts, however busy


def note_sign_in_time(sender, request, **kwargs):
    request.session[SIGNED_IN_AT] = time.time()


def end_long_sessions(get_response):
    """Sign out whoever signed in twelve hours ago. The session of a reader, who has none, is not looked for."""

    def middleware(request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            since = request.session.get(SIGNED_IN_AT)
            if since is not None and time.time() - since > LONGEST_SESSION:
                request.signed_out = request.user  # for what they may just have typed
                logout(request)
        return get_response(request)

    return middleware


def forget_sessions(now):
    """Delete the sessions that are over. Not at once: who they were is known by them until what was typed is kept
    (`unsent_forms`). Returns how many.
    """
    return Session.objects.filter(expire_date__lt=now - UNSENT_KEPT).delete()[0]


def end_sessions_of(user):
    for session in Session.objects.filter(expire_date__gte=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
