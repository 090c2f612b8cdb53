"""Text comes to us in UTF-8, whatever a header calls it: browsers send nothing else for our pages, and among what
Python knows by a name are ways that are no text at all, or take minutes to read.
"""

from django.conf import settings


def readable_text(get_response):
    def respond(request):
        if request.encoding:
            request.encoding = settings.DEFAULT_CHARSET
        return get_response(request)

    return respond
