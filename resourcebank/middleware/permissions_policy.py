"""The header that turns off what no page of ours uses."""

UNUSED_FEATURES = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(get_response):
    """Tells the browser which of its features no page of ours ever uses."""

    def respond(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", UNUSED_FEATURES)
        return response

    return respond
