from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from directory.catalogue.kinds import Kind
from directory.catalogue.records.reading import model_of
from directory.exchange.batches.beginning import begin_import
from directory.exchange.batches.planning import plan_of
from directory.exchange.batches.working import work_on
from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets
from directory.exchange.import_problems import import_problems
from directory.exchange.models import ImportBatch, Upload


class Command(BaseCommand):
    help = (
        "Import entries of one kind from a CSV or XLSX file: all of them, or none if one is wrong. Run it again if "
        "it was stopped: it goes on where it was."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=Kind.values)
        parser.add_argument("file")
        parser.add_argument(
            "--by", required=True, help="the user name of whoever imports: their name is in the history"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *, kind, file, by, dry_run, verbosity, **options):
        self.quiet = verbosity == 0
        user = get_user_model().objects.filter(username=by, is_active=True).first()
        if user is None or not user.has_perm("catalogue.import_entry"):
            raise CommandError(f"{by} is not somebody who may import.")
        name, content = Path(file).name[:200], self.read(file)
        batch = ImportBatch.objects.under_way().filter(by=user, upload__kind=kind, upload__content=content).first()
        if batch is None:
            plan, totals = self.planned(content, kind, user)
            if dry_run or not plan["todo"]:
                would = "Would be: " if dry_run else ""
                self.say(would, totals["new"], totals["update"], totals["skip"])
                return
            upload = Upload.objects.create(by=user, kind=kind, name=name, content=content, plan=plan)
            batch = begin_import(upload=upload, by=user)
        self.work(batch)

    def read(self, file):
        try:
            return Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None

    def planned(self, content, kind, user):
        """(the plan of the file, what it comes to). Nothing of a file is imported that has a wrong row."""
        try:
            rows = spreadsheets.read(content)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        with tqdm(total=len(rows), unit="row", desc="Checking", disable=self.quiet) as bar:
            resource = EntryResource(model_of(kind), by=user, progress=bar.update)
            result = resource.import_rows(rows, dry_run=True)
        if problems := list(import_problems(result)):
            raise CommandError("Nothing was imported.\n" + "\n".join(f"{where}: {what}" for where, what in problems))
        return plan_of(resource, result, rows), result.totals

    def work(self, batch):
        with tqdm(total=batch.total, initial=batch.done, unit="row", desc="Importing", disable=self.quiet) as bar:
            work_on(batch.pk, progress=lambda done, total: bar.update(done - bar.n))
        batch.refresh_from_db()
        if batch.state != batch.State.COMPLETE:
            raise CommandError(f"The import is not complete: {batch.state_in_words.lower()}.")
        for line, words in batch.problems:
            self.stderr.write(f"Row {line} was left out: {words}")
        self.say("", batch.added, batch.changed, batch.unchanged)

    def say(self, would, added, changed, unchanged):
        self.stdout.write(f"{would}{added} added as drafts, {changed} changed, {unchanged} unchanged.")
