from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from directory.catalogue.kinds import Kind
from directory.catalogue.records.reading import model_of
from directory.exchange.entry_resource import EntryResource
from directory.exchange.import_problems import import_problems
from directory.exchange.models import Upload
from directory.exchange.uploads import match_as_before, rows_of


class Command(BaseCommand):
    help = "Import entries from a CSV or XLSX file, or Open Referral as JSON: all of them, or none if one is wrong."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=Kind.values)
        parser.add_argument("file")
        parser.add_argument(
            "--by", required=True, help="the user name of whoever imports: their name is in the history"
        )
        parser.add_argument(
            "--source", default="", help="where the list comes from, as it was named when its headings were matched"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, kind, file, by, source, dry_run, verbosity, **options):
        user = get_user_model().objects.filter(username=by, is_active=True).first()
        if user is None or not user.has_perm("catalogue.import_entry"):
            raise CommandError(f"{by} is not somebody who may import.")
        rows = self.read(file, kind, source)
        with tqdm(total=len(rows), unit="row", disable=verbosity == 0) as bar:
            resource = EntryResource(model_of(kind), by=user, progress=bar.update)
            result = resource.import_rows(rows, dry_run=dry_run)
        if problems := list(import_problems(result)):
            raise CommandError("Nothing was imported.\n" + "\n".join(f"{where}: {what}" for where, what in problems))
        if left_out := ", ".join(getattr(rows, "left_out", [])):
            self.stdout.write(f"Left out of the file: {left_out}.")
        totals = result.totals
        outcome = f"{totals['new']} added as drafts, {totals['update']} changed, {totals['skip']} unchanged"
        self.stdout.write(f"{'Would be: ' if dry_run else ''}{outcome}.")

    def read(self, file, kind, source):
        try:
            upload = Upload(kind=kind, content=Path(file).read_bytes(), source=source)
            match_as_before(upload)
            return rows_of(upload)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
