from django.views.decorators import http
from django.views.decorators.csrf import csrf_exempt


def require_safe(view):
    """A page that is only read: whoever sends something to it gets 405, and is not asked for a form's token first."""
    return csrf_exempt(http.require_safe(view))
