"""Settings for benchmarks: those of the tests, but static files are looked up as in production."""

from resourcebank import env
from tests.settings import *

WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = False
STATIC_ROOT = BASE_DIR / "static"  # a folder that is there; nothing is served from it
SNAPSHOT_FOLDER = env.text("SNAPSHOT_FOLDER", SNAPSHOT_FOLDER)  # of one bank alone
