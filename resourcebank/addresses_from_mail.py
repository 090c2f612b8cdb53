"""Addresses that a mail program or a page has spoilt: "?q=consent&amp;age=7" asks for age 7."""

import re


def addresses_from_mail(get_response):
    """In an address "&" always parts two parameters, so what follows it as "amp;" is no name of any."""

    def respond(request):
        query = request.META.get("QUERY_STRING", "")
        if "&amp;" in query:
            request.META["QUERY_STRING"] = re.sub("&(amp;)+", "&", query)
        return get_response(request)

    return respond
