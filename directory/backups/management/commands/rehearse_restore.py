from django.conf import settings
from django.core.management.base import BaseCommand

from directory.backups.errors import told_in_a_line
from directory.backups.keeping import newest
from directory.backups.rehearsing import rehearse_file


class Command(BaseCommand):
    help = (
        "Restore a backup into a database of its own, compare it with what the backup says, and take it away again."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="without it, the newest in a folder")
        parser.add_argument("--newest-of", metavar="FOLDER", help="the folder; without it, BACKUP_FOLDER")

    def handle(self, *, file, newest_of, **options):
        with told_in_a_line():
            path = file or newest(newest_of or settings.BACKUP_FOLDER)
            self.stdout.write(rehearse_file(path, key=settings.BACKUP_KEY))
