"""An address with more parameters than Django reads gets 400 before any page looks at them, and fails."""

import re

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.views.defaults import bad_request

REFUSE_THEMSELVES = re.compile(r"^/api/.")  # in JSON, as whoever asks there expects


def readable_addresses(get_response):
    def respond(request):
        if not REFUSE_THEMSELVES.match(request.path_info):
            try:
                _ = request.GET
            except SuspiciousOperation as problem:
                request.GET = QueryDict()  # for the page that says so, which looks for the reader's setting
                return bad_request(request, problem)
        return get_response(request)

    return respond
