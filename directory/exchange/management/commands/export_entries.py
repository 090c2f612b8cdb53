from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.catalogue.kinds import Kind
from directory.catalogue.records.reading import model_of
from directory.exchange.entry_resource import EntryResource
from directory.exchange.files import spreadsheets


class Command(BaseCommand):
    help = "Write all entries of one kind to a CSV or XLSX file, its format told from its name."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=Kind.values)
        parser.add_argument("file")

    def handle(self, *, kind, file, **options):
        path = Path(file)
        extension = path.suffix.lower().removeprefix(".")
        if extension not in spreadsheets.FORMATS:
            raise CommandError(f"{file} ends neither in .csv nor in .xlsx.")
        resource = EntryResource(model_of(kind))
        rows = resource.export(resource.get_queryset())
        path.write_bytes(spreadsheets.write(rows, extension))
        self.stdout.write(f"{len(rows)} entries in {file}.")
