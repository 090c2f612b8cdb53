"""Sessions whose saving, after the page was made, does not change what the page says of what it saved."""

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import Error
from django.utils.cache import patch_vary_headers

from directory.outages.answers import SAFE, Failed
from directory.outages.failures import kind_of
from directory.outages.reports import report


class Sessions(SessionMiddleware):
    """Each request of staff makes their session last longer. Where that fails it keeps its old end."""

    def process_response(self, request, response):
        try:
            if known_session(request) and request.method not in SAFE:
                request.wait.shorten()
            return super().process_response(request, response)
        except (Error, SessionInterrupted) as problem:
            if kind := kind_of(problem):
                report(kind, problem)
                if request.session.session_key != known_session(request):
                    return Failed(kind)  # nobody has been signed in: what the page says would not be true
            patch_vary_headers(response, ("Cookie",))
            return response


def known_session(request):
    """The key of the session that the browser knows."""
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME)
