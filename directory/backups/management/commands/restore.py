from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from directory.backups.backup_file import open_backup
from directory.backups.errors import told_in_a_line
from directory.backups.manifest import made_at, rows
from directory.backups.restoring import checked_manifest, restore, today

SHOWN = {
    "catalogue_entry": "Entries",
    "catalogue_revision": "Versions of entries",
    "inbox_message": "Messages from readers",
    "shortlist_shortlist": "Readers' lists",
    "subscriptions_subscription": "Emails that readers asked for",
    "auth_user": "Accounts",
}
WORKED = {
    "catalogue_revision": "changes of entries",
    "catalogue_version": "changes of pages and vocabularies",
    "inbox_message": "messages from readers",
    "owners_proposedchange": "changes sent by organisations",
    "subscriptions_subscription": "emails that readers asked for",
}


class Command(BaseCommand):
    help = "Make the database again what a backup says: all of it, or nothing."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--show", action="store_true", help="only check it, and say what it would replace")
        parser.add_argument("--yes", action="store_true", help="ask nothing")
        parser.add_argument("--lose-work", action="store_true", help="though people have worked since the backup")
        parser.add_argument(
            "--bring-all-back",
            action="store_true",
            help="also what was hidden, blanked, deleted or stopped since, and who has left",
        )

    def handle(self, *, file, show, **options):
        with told_in_a_line(), open_backup(file) as backup:
            manifest = checked_manifest(backup, settings.BACKUP_KEY)
            replaced = today(made_at(manifest))
            self.describe(manifest, replaced)
            if not show:
                self.restore(backup, replaced, **options)

    def describe(self, manifest, replaced):
        made = f"{timezone.localtime(made_at(manifest)):%-d %B %Y at %H:%M}"
        self.stdout.write(f"The backup was made on {made} for {manifest['site']}, by release {manifest['release']}.")
        if manifest["site"] != settings.SITE_ADDRESS:
            self.stdout.write(f"This site is another: {settings.SITE_ADDRESS}.")
        if replaced is None:
            self.stdout.write("The database of today cannot be read, so nobody can say what it would replace.")
            return
        now, then = replaced.rows, rows(manifest)
        for table, words in SHOWN.items():
            self.stdout.write(f"  {words}: {now.get(table, 0):,} today, {then.get(table, 0):,} in the backup")
        for words in since(replaced):
            self.stdout.write(f"  Since the backup, and lost with a restore: {words}")

    def restore(self, backup, replaced, *, yes, lose_work, bring_all_back, **options):
        if replaced and list(since(replaced)) and not lose_work:
            raise CommandError(
                "People have worked since the backup. Nothing was changed. --lose-work restores it anyway."
            )
        if not yes and not is_confirmed():
            raise CommandError("Nothing was changed. Where nobody can be asked, --yes restores it.")
        begun = monotonic()
        hidden = restore(backup, key=settings.BACKUP_KEY, replaced=replaced, bring_all_back=bring_all_back)
        self.stdout.write(f"Restored in {monotonic() - begun:.1f} seconds. Everybody has to sign in again.")
        if hidden:
            self.stdout.write(
                f"Taken from readers since the backup, and still hidden: {hidden}. Their history says so."
            )


def since(replaced):
    return [f"{WORKED[table]}: {number:,}" for table, number in replaced.since.items() if number]


def is_confirmed():
    try:
        return input("Replace the database of today? Type yes: ").strip() == "yes"
    except EOFError:  # no terminal
        return False
