"""The addresses of our pages for whoever reads them elsewhere: a mailbox, a search engine, another system."""

from functools import cache

from django.conf import settings
from django.urls import reverse


def site_address(path=""):
    """The absolute address of a page, the same whatever host was asked."""
    return f"{settings.SITE_ADDRESS}{path}"


def path_of(name, *args):
    """The path of a page by its name: quicker than `reverse`, for the few that stand on every page."""
    return _path_of(name, args, settings.ROOT_URLCONF)


@cache
def _path_of(name, args, urlconf):
    return reverse(name, urlconf, args=args or None)
