"""The whole of what a site answers, for whoever reads a file or a feed from it."""

from directory.fetching.fetch_outcome import RefusedError


def body_in(pieces, headers, most):
    """All bytes of an answer of at most so many. Raises RefusedError for more, and for what is packed."""
    if headers.get("Content-Encoding", "identity") != "identity":
        raise RefusedError("It packs its answer in a way that we do not read.")
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > most:
            raise RefusedError("Its answer is too large.")
    return bytes(body)
