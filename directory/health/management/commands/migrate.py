from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoCommand
from django.db import connections

from resourcebank.sqlite import left_behind, new_file_allowed


class Command(DjangoCommand):
    """The one command beside `restore` that may make a new SQLite file."""

    def execute(self, *args, **options):  # which checks the models first, and asks the database for that
        connection = connections[options["database"]]
        if options.get("check_unapplied") or options.get("plan"):
            return super().execute(*args, **options)
        if connection.vendor == "sqlite" and (log := left_behind(connection.settings_dict["NAME"])):
            raise CommandError(
                f"The database has gone, and {log} holds edits that belong to it: bring its file back. "
                "To begin anew, take that one away first."
            )
        with new_file_allowed(connection):
            return super().execute(*args, **options)
