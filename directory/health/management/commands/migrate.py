from django.core.management.commands.migrate import Command as DjangoCommand
from django.db import connections

from resourcebank.sqlite import new_file_allowed


class Command(DjangoCommand):
    """The one command that may make a new SQLite file."""

    def execute(self, *args, **options):  # which checks the models first, and asks the database for that
        with new_file_allowed(connections[options["database"]]):
            return super().execute(*args, **options)
