"""The one county that this installation serves."""

from directory.county.reading import read_county
from resourcebank import env
from resourcebank.county_folder import COUNTY_FOLDER


def read_or_stop(folder):
    """The county of a folder. Without one that is right nothing starts: a wrong name or place misleads readers."""
    county, problems = read_county(folder)
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        env.stop(
            f"COUNTY_FOLDER: {folder}/{problems[0]}{more} See all: unset COUNTY_FOLDER, then python manage.py "
            f"new_county {folder} --check"
        )
    return county


county = read_or_stop(COUNTY_FOLDER)
