"""Open addresses know nobody, not even staff who have signed in: their answers are the same for all, so caches and
scripts of other sites may have them. No session begins, lasts longer or ends there.
"""

import re

from django.conf import settings

OPEN = (
    r"(?:api|data|feeds)/.",  # not the pages that explain them
    r"(?:training|guidance|networks)/.*\.ics$",  # not those of a list, whose address is a secret
    r"organisations/[^/]+\.vcf$",
    r"(?:robots\.txt|sitemap[^/]*\.xml|opensearch\.xml|\.well-known/.*)$",
)
KNOWS_NOBODY = rf"^/(?:{'|'.join(OPEN)})"


def without_cookies(get_response):
    knows_nobody = re.compile(KNOWS_NOBODY).match

    def respond(request):
        if knows_nobody(request.path_info):
            cookies = request.META.pop("HTTP_COOKIE", "")
            request.is_of_staff = f"{settings.SESSION_COOKIE_NAME}=" in cookies  # who is not counted among readers
        return get_response(request)

    return respond
