"""Where all that is one county's own is read from: its names, places, help and pictures."""

from pathlib import Path

from resourcebank import env

COUNTY_FOLDER = Path(env.text("COUNTY_FOLDER", Path(__file__).resolve().parent.parent / "fixtures" / "county"))
