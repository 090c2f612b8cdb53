from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.county.files import UnreadableError, why
from directory.county.letters import wrong_in_name
from directory.county.reading import read_county
from directory.exchange.new_county.checking import problems_of_folder
from directory.exchange.new_county.drawing import draw
from directory.exchange.new_county.notes import notes_of_folder
from directory.exchange.new_county.writing import write_folder


class Command(BaseCommand):
    help = "Write the folder of a county, draw its pictures, or say all that is wrong with it (docs/new-county.md)."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--name", help="of the county, such as Northshire")
        parser.add_argument("--check", action="store_true", help="say all that is missing or wrong")
        parser.add_argument("--draw", action="store_true", help="make its pictures, stylesheet and manifest")

    def handle(self, *, folder, name, check, draw, **options):
        folder = folder.absolute()
        try:
            self.work(folder, name, check=check, draw=draw)
        except OSError as error:
            path = Path(error.filename or folder)
            raise CommandError(f"{path}: {' '.join(why(error, path))}") from None

    def work(self, folder, name, *, check, draw):
        if not (check or draw):
            self.write(folder, name)
        elif not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        if draw:
            self.draw(folder)
        if check:
            self.check_folder(folder)

    def write(self, folder, name):
        if not name:
            raise CommandError("Say what the county is called: --name Northshire")
        if what := wrong_in_name(name):
            raise CommandError(f"--name: {what} Write what the county is called, such as Northshire.")
        for file in write_folder(folder, name):
            self.stdout.write(f"{folder / file}: written")
        self.stdout.write(f"Fill them in as {folder / 'README.md'} says, then: new_county {folder} --draw --check")

    def draw(self, folder):
        county, problems = read_county(folder)
        if problems:
            raise CommandError("Nothing was drawn.\n" + "\n".join(map(str, problems)))
        try:
            draw(county)
        except UnreadableError as error:
            raise CommandError(f"Nothing was drawn.\n{error.problem}") from None
        self.stdout.write(f"{folder}: pictures, stylesheet and manifest made")

    def check_folder(self, folder):
        problems = problems_of_folder(folder)
        for note in notes_of_folder(folder, is_right=not problems):
            self.stdout.write(f"note: {note}")
        if problems:
            raise CommandError("\n".join([*problems, f"{len(problems)} to mend."]))
        self.stdout.write(f"{folder}: nothing is missing or wrong. Set COUNTY_FOLDER to it.")
