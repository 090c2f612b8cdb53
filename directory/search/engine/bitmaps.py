"""Bitmaps of document numbers, and the arrays they come from."""

from array import array

import numpy as np
from pyroaring import BitMap


def bitmap(documents):
    # An array("I") is taken over ten times as fast as a numpy array.
    return BitMap(array("I", documents.astype(np.uint32).tobytes()))


def documents_in(bits):
    """The documents of a bitmap, ascending, as uint32."""
    return np.frombuffer(bits.to_array(), dtype=np.uint32)


EMPTY = BitMap()
