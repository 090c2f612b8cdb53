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
from directory.exchange.import_problems import import_problems
from directory.exchange.models import ImportBatch, Upload
from directory.exchange.row_questions import marks_ending, questions_of
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
        parser.add_argument(
            "--anyway",
            action="store_true",
            help="also import the rows that look like another entry or seem to be about a person",
        )

    def handle(self, *, kind, file, by, source="", dry_run=False, anyway=False, verbosity=1, **options):
        self.quiet = verbosity == 0
        user = get_user_model().objects.filter(username=by, is_active=True).first()
        if user is None or not user.has_perm("catalogue.import_entry"):
            raise CommandError(f"{by} is not somebody who may import.")
        name, content = Path(file).name[:200], self.read(file)
        batch = ImportBatch.objects.under_way().filter(by=user, upload__kind=kind, upload__content=content).first()
        if batch is None:
            upload = Upload(by=user, kind=kind, name=name, content=content, source=source)
            result = self.planned(upload)
            self.tell(result)
            if dry_run or not upload.plan["todo"]:
                totals = result.totals
                self.say("Would be: " if dry_run else "", totals["new"], totals["update"], totals["skip"])
                return
            batch = self.begun(upload, questions_of(result), anyway)
        self.work(batch)

    def read(self, file):
        try:
            return Path(file).read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None

    def planned(self, upload):
        """What the file comes to. Nothing of a file is imported that has a wrong row."""
        try:
            match_as_before(upload)
            rows = rows_of(upload)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        with tqdm(total=len(rows), unit="row", desc="Checking", disable=self.quiet) as bar:
            resource = EntryResource(model_of(upload.kind), by=upload.by, progress=bar.update)
            result = resource.import_rows(rows, dry_run=True)
        if problems := list(import_problems(result)):
            raise CommandError("Nothing was imported.\n" + "\n".join(f"{where}: {what}" for where, what in problems))
        upload.plan, result.left_out = plan_of(resource, result, rows), rows.left_out
        return result

    def tell(self, result):
        """What somebody should look at, though it is no mistake."""
        if result.left_out:
            self.stdout.write(f"Left out of the file: {', '.join(result.left_out)}.")
        for question in questions_of(result):
            self.stdout.write(in_lines(question))
        for title, parts in marks_ending(result):
            self.stdout.write(f"{title}: its quality mark ends, as {', '.join(parts)}.")

    def begun(self, upload, questions, anyway):
        """Nothing is imported until somebody has said of the rows that they have looked at them."""
        if questions and not anyway:
            lines = "\n".join(map(in_lines, questions))
            raise CommandError(
                f"Nothing was imported. Check these rows, then add --anyway to import them too.\n{lines}"
            )
        upload.save()
        return begin_import(upload=upload, by=upload.by, ticked={question.tick for question in questions})

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


def in_lines(question):
    return "\n".join(f"{question.where}: {line}" for line in question.reasons)
