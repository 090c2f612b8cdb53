"""Stylesheets, scripts and pictures: made by scripts/build_assets.sh, and gathered by collectstatic."""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.utils.module_loading import import_string

MOST_NEEDED = ("build/site.css", "js/site.js")


def missing_files():
    """Names of files that pages will ask for and that are not there. A developer's are served from their sources."""
    storage = import_string(
        settings.STORAGES["staticfiles"]["BACKEND"]
    )  # not made: it fails where a manifest is broken
    if not issubclass(storage, ManifestFilesMixin):
        return []
    root = Path(settings.STATIC_ROOT)
    try:
        paths = json.loads((root / storage.manifest_name).read_text())["paths"]
        gone = [name for name in paths.values() if not (root / name).is_file()]
        return [name for name in MOST_NEEDED if name not in paths] + gone
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return [storage.manifest_name]
