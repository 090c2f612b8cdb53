"""A process of its own on a database of its own."""

import os


def start_django(database):
    """Make this process, which knows no database yet, one of the database with that address."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "TEST_DATABASE_URL": database}
    import django

    django.setup()
