"""A cookie with a NUL in it is none of ours, and PostgreSQL cannot look for it: it is as if it was not sent."""


def readable_cookies(get_response):
    def respond(request):
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return get_response(request)

    return respond
