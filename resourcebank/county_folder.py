"""Where all that is one county's own is read from: its names, places, help and pictures."""

from pathlib import Path

from resourcebank import env

OURS = Path(__file__).resolve().parent.parent / "fixtures" / "county"
COUNTY_FOLDER = Path(env.text("COUNTY_FOLDER", OURS)).absolute()
