"""Django's settings. Production is the default; DEBUG=true is for a developer's own machine.

docs/operations.md lists every variable of the environment, and what it means.
"""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from resourcebank import env
from resourcebank.county_folder import COUNTY_FOLDER
from resourcebank.settings.backups import backup_settings
from resourcebank.settings.databases import databases
from resourcebank.settings.email_service import email_settings
from resourcebank.settings.logs import FORMATS, LEVELS, logging_configuration
from resourcebank.settings.middleware import middleware
from resourcebank.settings.monitoring import monitoring_settings
from resourcebank.settings.open_data import open_data_settings
from resourcebank.settings.several_machines import settings_of_scale
from resourcebank.settings.sign_in import sign_in_settings
from resourcebank.settings.single_sign_on import single_sign_on_settings

BASE_DIR = Path(__file__).resolve().parents[2]

DEBUG = env.boolean("DEBUG")
if DEBUG:
    SECRET_KEY = "insecure: for development on one machine, and refused everywhere else"
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
else:
    SECRET_KEY = env.secret_key("SECRET_KEY")
    ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")

ROOT_URLCONF = "resourcebank.urls"
WSGI_APPLICATION = "resourcebank.wsgi.application"
WEB_THREADS = env.number("WEB_THREADS", 4, least=2, most=64)  # of each process; all but one may wait for the database

INSTALLED_APPS = [
    "taggit",
    "directory.health",
    "directory.outages",
    "directory.jobs",
    "directory.backups",
    "directory.pages",
    "directory.opendata",
    "directory.insight",
    "directory.networks",
    "directory.shortlist",
    "directory.subscriptions",
    "directory.notices",
    "directory.curation.apps.CurationConfig",
    "directory.following",
    "directory.freshness",
    "directory.owners",
    "directory.exchange",
    "directory.inbox",
    "directory.quality",
    "directory.who_to_call",
    "directory.topics",
    "directory.search.documents",
    "directory.guidance",
    "directory.resources",
    "directory.training",
    "directory.casestudies",
    "directory.organisations",
    "directory.catalogue",
    "directory.correspondence",
    "directory.taxonomy",
    "directory.govuk",
    "django_filters",
    "corsheaders",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "directory.staff",  # after those whose admin pages it takes away
    "directory.curation.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "resourcebank.static.CollectedStatic",
]

TRUST_PROXY_ADDRESS_HEADER = env.boolean("TRUST_PROXY_ADDRESS_HEADER")
MIDDLEWARE = middleware(behind_proxy=TRUST_PROXY_ADDRESS_HEADER)

TEMPLATES = [
    {  # public pages
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "directory.govuk.jinja2.environment",
            "context_processors": [
                "directory.who_to_call.context_processors.urgent_help",
                "directory.search.pages.my_setting.my_setting",
                "directory.search.pages.result_lists.related",
            ],
            "autoescape": True,
        },
    },
    {  # the admin's own
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# Data

DATABASES = databases(embedded=BASE_DIR / "db.sqlite3" if DEBUG else None)
globals().update(settings_of_scale())
globals().update(backup_settings())
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TAGGIT_CASE_INSENSITIVE = True
FORMS_URLFIELD_ASSUME_HTTPS = True  # an address typed without a scheme; goes when Django 6 makes it the rule

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# The search: also by meaning, beyond the words (docs/adr/0022)

SEMANTIC = env.boolean("SEMANTIC", default=True)

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [COUNTY_FOLDER / "static", BASE_DIR / "static"]
WHITENOISE_ROOT = COUNTY_FOLDER / "root"  # what browsers ask for by its name, such as /favicon.ico
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}
WHITENOISE_MAX_AGE = 24 * 60 * 60  # seconds, for what has no name that changes with its content
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
HASHED_STATIC = "resourcebank.static.HashedStatic"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": PLAIN_STATIC if DEBUG else HASHED_STATIC},
}

# Files that were made for paper wait here for whoever asks next: a day at most, and only this account can read them.

PDF_FOLDER = env.folder("PDF_FOLDER", Path(tempfile.gettempdir()) / f"resourcebank-pdf-{os.getuid()}")

# What readers can see, copied to the disk of each machine for when the database cannot answer (docs/adr/0040).

SNAPSHOT_FOLDER = env.folder("SNAPSHOT_FOLDER", BASE_DIR / "snapshot")
COPY_IN_BACKGROUND = not DEBUG

# Usage is counted in memory, and written every half minute by a thread of each process that serves readers.

COUNT_IN_BACKGROUND = True
globals().update(open_data_settings(BASE_DIR))  # what other systems read, and how often: docs/adr/0034

# Words that the council gives

# The address that emails and files name, as no request tells them: https:// and the first host, if nothing is said.
SITE_ADDRESS = env.site(
    "SITE_ADDRESS",
    "http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0].lstrip('.')}",
    secure=not DEBUG,
)

CONTACT_EMAIL = env.email_address("CONTACT_EMAIL")  # the team mailbox that public pages name
# Whom to tell of a vulnerability, as /.well-known/security.txt names it: mailto:, https: or tel:
SECURITY_CONTACT = env.contact("SECURITY_CONTACT", f"mailto:{CONTACT_EMAIL}" if CONTACT_EMAIL else "")

# Email (docs/adr/0028). With an empty EMAIL_BACKEND there is no service: messages wait in the database.

globals().update(email_settings(debug=DEBUG))
DEFAULT_FROM_EMAIL = env.email_address(
    "EMAIL_FROM", CONTACT_EMAIL or f"no-reply@{urlsplit(SITE_ADDRESS).hostname}", named=True
)

# Staff sign-in. Readers get no cookie: a session starts only when somebody signs in.

globals().update(sign_in_settings(debug=DEBUG))
globals().update(single_sign_on_settings())

# Safety in the browser

SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
if env.boolean("TRUST_PROXY_HTTPS_HEADER"):
    # Only behind a proxy that always sets this header itself: anybody else could forge it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# A site that we link to must not learn what was searched; our own forms still tell where they came from,
# which Django's CSRF check asks for over HTTPS.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Which sites may show the pages of `directory.embeds` in a frame (docs/adr/0036); of all other pages, none.
EMBED_ANCESTORS = env.https_sites("EMBED_ANCESTORS", ["https:"])

# Logs, and what watches the site

LOGGING = logging_configuration(env.choice("LOG_LEVEL", LEVELS), env.choice("LOG_FORMAT", FORMATS))
globals().update(monitoring_settings())
