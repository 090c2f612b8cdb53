"""The header that names the styles of a page, before the page itself has come."""

import re

STYLESHEET = re.compile(rb'<link rel="stylesheet" href="(/[^"&]+)">')  # for every medium: not what only paper needs
BEGINNING = 4_000  # bytes of a page, in which its head names them


def styles_ahead(get_response):
    """A browser asks for them as soon as it has the header, and a cache in front may send it earlier still (103)."""

    def respond(request):
        response = get_response(request)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            paths = STYLESHEET.findall(response.content[:BEGINNING])
            if paths:
                response.headers["Link"] = ", ".join(f"<{path.decode()}>; rel=preload; as=style" for path in paths)
        return response

    return respond
