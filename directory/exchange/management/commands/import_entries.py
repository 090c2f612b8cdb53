from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from directory.catalogue.kinds import Kind
from directory.catalogue.records.reading import model_of
from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets
from directory.exchange.import_problems import import_problems
from directory.exchange.row_questions import EVERY, left_out_of, marks_ending, questions_of


class Command(BaseCommand):
    help = "Import entries of one kind from a CSV or XLSX file: all of them, or none if one is wrong."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=Kind.values)
        parser.add_argument("file")
        parser.add_argument(
            "--by", required=True, help="the user name of whoever imports: their name is in the history"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

        parser.add_argument(
            "--anyway",
            action="store_true",
            help="also import the rows that look like another entry or seem to be about a person",
        )

    def handle(self, *, kind, file, by, dry_run, anyway=False, verbosity=1, **options):
        user = get_user_model().objects.filter(username=by, is_active=True).first()
        if user is None or not user.has_perm("catalogue.import_entry"):
            raise CommandError(f"{by} is not somebody who may import.")
        rows = self.read(file)
        with tqdm(total=len(rows), unit="row", disable=verbosity == 0) as bar:
            resource = EntryResource(
                model_of(kind), by=user, progress=bar.update, anyway=EVERY if anyway else frozenset()
            )
            with transaction.atomic():
                result = resource.import_rows(rows, dry_run=dry_run)
                self.refuse_unlooked(left_out_of(result))
        if problems := list(import_problems(result)):
            raise CommandError("Nothing was imported.\n" + "\n".join(f"{where}: {what}" for where, what in problems))
        self.tell(result)
        totals = result.totals
        outcome = f"{totals['new']} added as drafts, {totals['update']} changed, {totals['skip']} unchanged"
        self.stdout.write(f"{'Would be: ' if dry_run else ''}{outcome}.")

    def refuse_unlooked(self, questions):
        """Nothing is imported until somebody has said of the rows that they have looked at them."""
        if questions:
            lines = [line for question in questions for line in lines_of(question)]
            raise CommandError(
                "Nothing was imported. Check these rows, then add --anyway to import them too.\n" + "\n".join(lines)
            )

    def tell(self, result):
        """What somebody should look at, though it is no mistake."""
        for question in questions_of(result):
            self.stdout.write("\n".join(lines_of(question)))
        for title, parts in marks_ending(result):
            self.stdout.write(f"{title}: its quality mark ends, as {', '.join(parts)}.")

    def read(self, file):
        try:
            return spreadsheets.read(Path(file).read_bytes())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None


def lines_of(question):
    return [f"{question.where}: {line}" for line in (*question.personal, *question.likenesses)]
