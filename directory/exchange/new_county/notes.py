"""What a council should know of its folder, and may leave as it is: notes stop nothing."""

import os
from pathlib import PurePath

from directory.county.files import UnreadableError, object_of
from directory.county.reading import FACTS, read_county
from directory.county.tables import COLUMNS
from directory.exchange.new_county.checking import NATIONAL
from directory.exchange.new_county.drawing import DRAWN_FROM, LOGO
from directory.exchange.new_county.writing import README, SCHEMA
from directory.exchange.starter_content.content import LOCAL_FILES, read_content
from directory.exchange.starter_content.local_help import notes_of_local_help

USED = {FACTS, *COLUMNS, *LOCAL_FILES, LOGO, DRAWN_FROM, README, SCHEMA.name}
LIKE_THEM = (".json", ".csv", ".xlsx", ".ods")  # endings of what somebody may take for one of them


def notes_of_folder(folder, *, is_right):
    """Sentences. Whom a county lacks is only said of one in which `checking` has found nothing wrong."""
    yield from notes_of_names(folder)
    yield from notes_of_schema(folder)
    if is_right:
        county, _ = read_county(folder)
        yield from notes_of_local_help(read_content(NATIONAL, county), county)


def notes_of_names(folder):
    for name in sorted(path.name for path in folder.iterdir()):
        path = PurePath(name)
        if path.stem.lower() == PurePath(LOGO).stem and name != LOGO:
            yield f"{name}: nothing is drawn of it. Save the logo as SVG, under the name {LOGO}."
        elif path.suffix.lower() in LIKE_THEM and name not in USED:
            yield f"{name}: nothing reads a file of this name. {README} has those that are read."


def notes_of_schema(folder):
    try:
        named = object_of(folder, FACTS).get("$schema", "")
    except UnreadableError:
        return
    if named and "://" not in str(named) and not os.path.isfile(folder / str(named)):
        yield (
            f"{FACTS}, $schema: there is no {named} from here, by which an editor would check the file. Write "
            f"{SCHEMA.name} there and run new_county on the folder again, or take the line away."
        )
