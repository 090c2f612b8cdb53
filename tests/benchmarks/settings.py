"""Settings for benchmarks: those of the tests, but static files are looked up as in production."""

from tests.settings import *

WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = False
STATIC_ROOT = BASE_DIR / "static"  # a folder that is there; nothing is served from it
