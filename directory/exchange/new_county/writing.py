"""The files of a new county, with a word in each place where somebody must say something."""

from django.conf import settings

TEMPLATE = settings.BASE_DIR / "fixtures" / "new_county"
NAME = "{name}"


def write_folder(folder, name):
    """The names of the files that were written. What is there already is left as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [path for path in sorted(TEMPLATE.iterdir()) if not (folder / path.name).exists()]
    for path in missing:
        (folder / path.name).write_text(path.read_text(encoding="utf-8").replace(NAME, name), encoding="utf-8")
    return [path.name for path in missing]
