"""A cookie with a NUL in it was not given by us, and no database can look for it: it is as if it had not been sent."""


def readable_cookies(get_response):
    def respond(request):
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return get_response(request)

    return respond
