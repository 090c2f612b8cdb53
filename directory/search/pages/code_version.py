import hashlib
from pathlib import Path

from django.conf import settings

from directory.county.current import county


def code_version():
    """Differs with all that a page is made with: code, templates, styles, the county, and whether meaning counts."""
    root = Path(settings.BASE_DIR)
    sources = [
        *root.glob("templates/**/*.html"),
        *root.glob("directory/**/*.py"),
        *root.glob("static/**/*.*s"),
        *county.folder.glob("*.*"),
        *county.folder.glob("static/**/*.*"),
    ]
    digest = hashlib.blake2b(str(settings.SEMANTIC).encode(), digest_size=8)
    for path in sorted(sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()


CODE_VERSION = code_version()
