"""Pages kept from good times, for readers who come while the database is away."""

KEPT = {}  # none yet


def answer(request):
    """The page kept for `request`, a GET or HEAD that could not be answered, as a response; or None."""
    return KEPT.get(request.path_info)
