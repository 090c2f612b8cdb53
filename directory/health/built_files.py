"""Stylesheets, scripts and pictures: made by scripts/build_assets.sh, and gathered by collectstatic."""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

MOST_NEEDED = ("build/site.css", "js/site.js")


def missing_files():
    """Names of files that pages will ask for and that are not there. A developer's are served from their sources."""
    if not isinstance(staticfiles_storage, ManifestFilesMixin):
        return []
    root = Path(settings.STATIC_ROOT)
    try:
        paths = json.loads((root / staticfiles_storage.manifest_name).read_text())["paths"]
        return [name for name in MOST_NEEDED if name not in paths] + [
            name for name in paths.values() if not (root / name).is_file()
        ]
    except (OSError, ValueError, KeyError, AttributeError):
        return [staticfiles_storage.manifest_name]
