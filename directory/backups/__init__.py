"""Backups: all of the database in one file, restoring it, and rehearsing that (docs/adr/0043).

In: the database and a folder, or a backup. Out: a checked file; a database that is again what it was; what came of
it, for the desk. `databases` reads and replaces a database as a whole.
"""
