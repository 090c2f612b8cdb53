"""The addresses of our pages for whoever reads them elsewhere: a mailbox, a search engine, another system."""

from django.conf import settings


def site_address(path=""):
    """The absolute address of a page, the same whatever host was asked."""
    return f"{settings.SITE_ADDRESS}{path}"
