"""How near two vectors are, in whole numbers, so that it is the same on every machine and in every order of adding.

A vector has the length `SCALE`, rounded, with one byte for each dimension. No product of two is too great for a float
of 32 bits to hold exactly, and those are multiplied fastest.
"""

from math import sqrt

import numpy as np

DIMENSIONS = 256
SCALE = 256
SAME = 1_000  # the nearness of a vector to itself
NO_MEANING = bytes(DIMENSIONS)  # near to nothing
ROWS = 512  # multiplied at a time: what is made on the way stays in the cache of one core


def packed(vector):
    """The direction of a vector of whole numbers, as bytes."""
    length = sqrt(int(vector @ vector))
    return np.clip(np.rint(vector * (SCALE / length)), -127, 127).astype(np.int8).tobytes() if length else NO_MEANING


def unpacked(vectors):
    """A row for each of several packed vectors end to end."""
    return np.frombuffer(vectors, dtype=np.int8).reshape(-1, DIMENSIONS)


def nearness(rows, vector):
    """How near each of `rows` is to a packed `vector`: up to `SAME`, and 0 for what points elsewhere."""
    wanted = unpacked(vector)[0].astype(np.float32)
    products = np.empty(len(rows), dtype=np.float32)
    for start in range(0, len(rows), ROWS):
        some = rows[start : start + ROWS].astype(np.float32)
        products[start : start + ROWS] = np.einsum("ij,j->i", some, wanted)  # on one core, unlike @
    return np.maximum(products.astype(np.int64) * SAME // SCALE**2, 0)
