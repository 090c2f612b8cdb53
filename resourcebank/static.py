import re
from contextlib import suppress
from pathlib import Path

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.exceptions import SuspiciousFileOperation
from django.utils._os import safe_join
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

HASHED = re.compile(r"\.[0-9a-f]{12}\.[^/]+$")


class CollectedStatic(StaticFilesConfig):
    """All static files but the fonts of PDF files, which are ours to set them in: no page asks for one."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "build/fonts/*"]


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, in the imports of our scripts too."""

    support_js_module_import_aggregation = True


class StaticFiles(WhiteNoiseMiddleware):
    """Serves static files, and those too that a newer release has brought since this process began.

    While processes of two releases run beside each other, the page of one asks the other for its files.
    """

    def __call__(self, request):
        url = request.path_info
        if not self.autorefresh and url not in self.files and url.startswith(self.static_prefix):
            self.look_for(url)
        return super().__call__(request)

    def look_for(self, url):
        """Only for names that say what is in the file: such a file never changes."""
        with suppress(SuspiciousFileOperation, ValueError):
            path = safe_join(self.static_root, url.removeprefix(self.static_prefix))
            if HASHED.search(url) and Path(path).is_file():
                self.add_file_to_dictionary(url, path)
