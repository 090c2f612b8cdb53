from django.core.management.base import BaseCommand, CommandError

from directory.catalogue.actions.history import forget_versions
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry


class Command(BaseCommand):
    help = "Blank what an entry said in all versions but the last: for when somebody has typed personal data into it."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=Kind.values)
        parser.add_argument("reference", help="what exports call it, such as childline")

    def handle(self, *, kind, reference, **options):
        entry = Entry.objects.of_kind(kind).filter(reference=reference).first()
        if entry is None:
            raise CommandError(f"There is no {Kind(kind).label.lower()} with the reference {reference}.")
        self.stdout.write(f"{entry}: {forget_versions(entry=entry)} versions blanked. Who did what and when is kept.")
