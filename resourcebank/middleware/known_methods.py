"""Pages are read, and sent forms: nothing is put, patched, deleted or traced, whatever a view would make of it.

What other sites ask before a script reads open data (OPTIONS) has been answered by then.
"""

from django.http import HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST")
PROGRAMS = "/api/"  # they are told in JSON, by its own views


def known_methods(get_response):
    def respond(request):
        if request.method in METHODS or request.path_info.startswith(PROGRAMS):
            return get_response(request)
        return HttpResponseNotAllowed(METHODS)

    return respond
