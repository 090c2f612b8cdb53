"""What must be right before a process of the site may start: Django's checks, under the tag "start".

`check --deploy` says all of it, and `check_start` refuses with the first. A database that is away refuses nothing:
what can be served without it is served.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import DatabaseError
from django.http.request import validate_host

from directory.health import built_files, database, folders
from directory.health.bounded import Bounded

START = "start"
MIGRATE = "run `python manage.py migrate`"
LOAD = "run `python manage.py load_content`"
BUILD = "run `sh scripts/build_assets.sh` and `python manage.py collectstatic --noinput`"
SECONDS = 10
AWAY = "health.W001"


def register():
    for check in (check_folders, check_built_files, check_site_address, check_database):
        checks.register(check, START, deploy=True)


def problems():
    return checks.run_checks(tags=[START], include_deployment_checks=True)


def check_folders(app_configs, **options):
    for name in folders.unusable_folders():
        text = f"{name}, the folder {getattr(settings, name)}, cannot be written: set {name} to one that can."
        yield checks.Critical(text, id="health.E001")


def check_built_files(app_configs, **options):
    if missing := built_files.missing_files():
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        yield checks.Error(f"The static file {missing[0]}{more} is missing: {BUILD}.", id="health.E002")


def check_site_address(app_configs, **options):
    host = urlsplit(settings.SITE_ADDRESS).hostname
    if not validate_host(host, settings.ALLOWED_HOSTS):
        text = f"SITE_ADDRESS names {host}, which is not among ALLOWED_HOSTS: feeds, calendars and emails lead there."
        yield checks.Warning(text, id="health.W003")


def check_database(app_configs, **options):
    """In the time that whoever starts the site has."""
    words = f"The database has not answered for {SECONDS} seconds, so the site starts without it."
    late = [checks.Warning(words, id=AWAY)]
    return Bounded(database_problems, otherwise=late, fresh_for=0, longest=SECONDS).answer()


def database_problems():
    if database.is_missing():
        text = f"There is no database at {database.file()}: correct DATABASE_URL, or {MIGRATE}."
        return [checks.Error(text, id="health.E003")]
    try:
        pending = database.pending_migrations()
        districts = [] if pending else database.missing_districts()
    except DatabaseError as problem:
        reason = " ".join(str(problem).split())[:300]
        return [checks.Warning(f"The database does not answer, so the site starts without it: {reason}", id=AWAY)]
    if pending:
        text = f"The database at DATABASE_URL lacks migrations ({', '.join(app for app, _ in pending)}): {MIGRATE}."
        return [checks.Error(text, id="health.E004")]
    if districts:
        text = f"The bank has nothing of {', '.join(districts)}, which COUNTY_FOLDER names: {LOAD}."
        return [checks.Warning(text, id="health.W002")]
    return []
