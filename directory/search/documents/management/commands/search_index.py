from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from directory.catalogue.models import Entry
from directory.search.documents import consistency

MOST_NAMED = 20


class Command(BaseCommand):
    help = "Compare what entries are found by with the entries themselves, or write all of it anew."

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--verify", action="store_true", help="report differences; exit with 1 if there are any")
        what.add_argument("--rebuild", action="store_true", help="report differences, then write everything anew")

    def handle(self, *, verify, rebuild, **options):
        differences = consistency.find_differences()
        self.report(differences)
        if rebuild:
            consistency.rebuild()
            self.stdout.write(f"Rebuilt: {Entry.objects.published().count():,} entries can be found.")
        elif differences:
            raise CommandError("Run search_index --rebuild to mend this.")

    def report(self, differences):
        if not differences:
            self.stdout.write("Every published entry is found by what it says, and nothing else is found.")
        for kind, number in Counter(differences.values()).most_common():
            named = [str(pk) for pk, found in differences.items() if found == kind]
            more = " ..." if number > MOST_NAMED else ""
            self.stdout.write(f"{number:,} {kind}: entries {', '.join(named[:MOST_NAMED])}{more}")
