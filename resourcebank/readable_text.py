"""Text comes to us in UTF-8, whatever a header calls it: browsers send nothing else for our pages.

Among what Python knows by the name of a charset are ways that are no text, and some that take minutes to read. Django
looks at it while it makes a request of what came, before any middleware, so it is taken off before that.
"""

import re

CHARSET = re.compile(r";\s*charset\b[^;]*", re.IGNORECASE)


def readable_text(application):
    """A WSGI application around ours."""

    def respond(asked, start_response):
        if "CONTENT_TYPE" in asked:
            asked["CONTENT_TYPE"] = CHARSET.sub("", asked["CONTENT_TYPE"])
        return application(asked, start_response)

    return respond
