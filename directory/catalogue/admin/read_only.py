"""The same with pages of our own beside them."""

from directory.catalogue.admin.custom_pages import CustomPages
from directory.staff import read_only


class ReadOnly(CustomPages, read_only.ReadOnly):
    """A list to look at, which may have pages of its own."""
