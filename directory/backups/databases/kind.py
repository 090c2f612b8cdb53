from django.db import connection

from directory.backups.databases import postgresql, sqlite

WORDS = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}


def database():
    """The module that reads and replaces the site's database as a whole."""
    return {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]
