"""What is for the staff, or for whoever has a secret address, is kept by nobody, nor are errors there."""

import re

from resourcebank.secret_addresses import is_secret

OF_STAFF = re.compile(r"/admin/|.*/preview/?$")


def kept_by_nobody(get_response):
    def respond(request):
        response = get_response(request)
        if OF_STAFF.match(request.path_info) or is_secret(request.path_info):
            response.headers["Cache-Control"] = "no-store, private"
        return response

    return respond
