"""Seals: a row is used only as it was written, and by the version that wrote it."""

import hashlib


def seal_of(values, recipe):
    """Of the values of a document in the order of `FIELDS`, written by `recipe`."""
    return digest(repr((recipe, *map(plain, values))))


def plain(value):
    """The same before it is written and when it has been read: databases give back memory, and 0 for False."""
    return bytes(value) if isinstance(value, memoryview) else int(value) if isinstance(value, bool) else value


def seal_of_term(text):
    return digest(text) if isinstance(text, str) else ""


def digest(text):
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
