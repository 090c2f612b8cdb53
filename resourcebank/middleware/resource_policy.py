"""Which sites may load an answer of ours into their pages: ours alone, but for what is made for others."""

import re

from resourcebank.middleware.without_cookies import KNOWS_NOBODY

ICONS = r"^/(?:favicon\.ico|apple-touch-icon\.png|icon-\d+\.png|site\.webmanifest)$"
FOR_OTHERS = rf"{KNOWS_NOBODY}|^/embed/.|^/static/|{ICONS}"


def resource_policy(get_response):
    """Says it in the header by which browsers keep our answers out of the memory of other sites' pages."""
    is_for_others = re.compile(FOR_OTHERS).match

    def respond(request):
        response = get_response(request)
        whose = "cross-origin" if is_for_others(request.path_info) else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", whose)
        return response

    return respond
