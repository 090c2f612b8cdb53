"""Django's field to search in, shown again with what was sent: what is no key is left out, not looked up."""

from django.contrib.admin.widgets import AutocompleteMixin

LONGEST_KEY = 18  # figures of a number that every database can look up

optgroups = AutocompleteMixin.optgroups


def only_of_keys(self, name, value, attr=None):
    return optgroups(self, name, [one for one in value if is_key(str(one))], attr)


def is_key(text):
    return not text or (text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY)


def leave_out_what_is_no_key():
    """In every form of the admin. Django asks the database for anything that an address or a form names."""
    AutocompleteMixin.optgroups = only_of_keys
