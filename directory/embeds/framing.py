"""Pages that other sites may show in a frame. The settings forbid it for all others."""

from functools import wraps

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page

KEPT_FOR = 5 * 60  # seconds: a number that has changed is old for no longer


def for_frames(view):
    """Lets the sites of `EMBED_ANCESTORS` show the page. It runs no script, and caches keep it for a short time.

    "Not modified" says so too: its headers take the place of those that the browser has.
    """
    answer = xframe_options_exempt(conditional_page(kept_shortly(view)))

    @wraps(view)
    def framed(request, *args, **kwargs):
        rules = {"frame-ancestors": [SELF, *settings.EMBED_ANCESTORS], "script-src": [NONE]}
        return csp_replace(rules)(answer)(request, *args, **kwargs)

    return framed


def kept_shortly(view):
    """For everybody, unless somebody has signed in: their answer renews a cookie, which no cache may keep."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            add_never_cache_headers(response)
        else:
            patch_cache_control(response, public=True, max_age=KEPT_FOR)
        return response

    return kept
