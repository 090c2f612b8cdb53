from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from directory.exchange.starter_content.loading import districts_left, load_content
from directory.exchange.starter_content.reading import ContentError


class Command(BaseCommand):
    help = "Load the vocabularies and the starter content. What is there already is left as the curators made it."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default=settings.BASE_DIR / "fixtures")

    def handle(self, *, folder, **options):
        try:
            loaded = load_content(folder=folder)
        except ContentError as error:
            raise CommandError("Nothing was loaded.\n" + "\n".join(error.problems)) from None
        for name, counts in loaded.items():
            self.stdout.write(f"{name}: {counts.added} added, {counts.kept} already there")
        if left := districts_left():
            self.stdout.write(f"{', '.join(left)}: not in the county's file. Entries keep it until you retire it.")
