"""Settings for tests: production's, but for what needs HTTPS or a build.

TEST_DATABASE_URL names a PostgreSQL server to test on; without it, tests use SQLite.
"""

import os
import tempfile

from resourcebank import env

os.environ["DEBUG"] = "false"
os.environ["SECRET_KEY"] = "tests only " * 5
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["DATABASE_URL"] = env.text("TEST_DATABASE_URL", "sqlite:///db.sqlite3")

from resourcebank.settings import *

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "sessionid", "csrftoken"  # without HTTPS no browser takes the real names
SECURE_HSTS_SECONDS = 0

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; the real one is slow on purpose

MADE = tempfile.TemporaryDirectory(prefix="resourcebank-pdf-")  # of this run alone, which takes it away at its end
PDF_FOLDER = MADE.name

# Tests ask from one address, and more in a minute than anybody may.
API_LIMIT = 0

COUNT_IN_BACKGROUND = False  # tests write what was counted themselves

COPY_IN_BACKGROUND = False  # and copy what readers can see themselves
SNAPSHOT_FOLDER = BASE_DIR / "test-results" / "snapshot"  # where nothing is, unless a test puts it there

DATA_DIR = BASE_DIR / "test-results" / "data"  # where nothing is, unless a test puts it there

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": PLAIN_STATIC}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # straight from the sources, with no collectstatic

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: an in-memory database is one connection, and hides what two do to each other.
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "test.sqlite3"}
