"""Turns a failure of the database into a true answer."""


def answer_outages(get_response):
    def respond(request):
        return get_response(request)

    return respond
