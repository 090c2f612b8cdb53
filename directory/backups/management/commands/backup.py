from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from directory.backups import status
from directory.backups.errors import BackupError, first_line, told_in_a_line
from directory.backups.keeping import forget_old
from directory.backups.making import make_backup
from directory.backups.rehearsing import rehearse_file


class Command(BaseCommand):
    help = "Write a backup of the database, while the site runs. It is encrypted if there is a BACKUP_KEY."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--to", metavar="FOLDER", help="where to; without it, BACKUP_FOLDER")
        parser.add_argument("--keep", type=int, metavar="N", help="then delete all but the newest N backups there")
        parser.add_argument("--keep-monthly", type=int, default=12, metavar="M", help="and one for each of M months")
        parser.add_argument("--rehearse", action="store_true", help="then rehearse restoring it")

    def handle(self, *, to, keep, keep_monthly, rehearse, **options):
        with told_in_a_line():
            path = self.make(to or settings.BACKUP_FOLDER)
            if rehearse:
                self.stdout.write(rehearse_file(path, key=settings.BACKUP_KEY))
            if keep:
                self.forget(path.parent, keep, keep_monthly)

    def make(self, folder):
        begun = monotonic()
        try:
            path = make_backup(folder=folder, key=settings.BACKUP_KEY)
        except (BackupError, DatabaseError) as problem:
            status.note_failure(status.BACKUP, first_line(problem))
            raise
        size, seconds = path.stat().st_size, monotonic() - begun
        status.note_success(status.BACKUP, f"{path.name}, {size:,} bytes in {seconds:.1f} seconds")
        sealed = "encrypted" if settings.BACKUP_KEY else "NOT encrypted: set BACKUP_KEY"
        self.stdout.write(f"{path}: {size:,} bytes in {seconds:.1f} seconds, {sealed}.")
        return path

    def forget(self, folder, keep, keep_monthly):
        if deleted := forget_old(folder=folder, keep=keep, keep_monthly=keep_monthly):
            self.stdout.write(f"Older backups deleted: {deleted}.")
