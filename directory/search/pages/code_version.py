import hashlib
from pathlib import Path

from django.conf import settings


def code_version():
    """Differs for every version of the code, templates and styles that a page is made with."""
    root = Path(settings.BASE_DIR)
    sources = [
        *root.glob("templates/**/*.html"),
        *root.glob("directory/**/*.py"),
        *root.glob("directory/**/*.csv"),
        *root.glob("static/**/*.*s"),
    ]
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()


CODE_VERSION = code_version()
