"""The files of a new county, with a word in each place where somebody must say something."""

import json
import os

from django.conf import settings

TEMPLATE = settings.BASE_DIR / "fixtures" / "new_county"
SCHEMA = settings.BASE_DIR / "fixtures" / "county.schema.json"  # which its county.json names
README = "README.md"
NAME = "{name}"


def write_folder(folder, name):
    """The names of the files that were written. What is there already is left as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [path for path in (*sorted(TEMPLATE.iterdir()), SCHEMA) if not os.path.lexists(folder / path.name)]
    for path in missing:
        text = path.read_text(encoding="utf-8").replace(NAME, said_in(path, name))
        (folder / path.name).write_text(text, encoding="utf-8")
    return [path.name for path in missing]


def said_in(path, name):
    """A name within a text of the file: of JSON, quotation marks in it are marked."""
    return json.dumps(name, ensure_ascii=False)[1:-1] if path.suffix == ".json" else name
