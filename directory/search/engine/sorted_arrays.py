"""Arrays in ascending order: which values two of them share, and where."""

from bisect import bisect_left

import numpy as np

ALL = slice(None)


def isin_sorted(values, among):
    """Which of `values` are `among` ascending ones."""
    if not len(among):
        return np.zeros(len(values), dtype=bool)
    places = among.searchsorted(values)
    places[places == len(among)] = 0
    return among[places] == values


def intersect_sorted(one, other):
    """Where the common values of two ascending arrays stand in each."""
    if len(one) == len(other) and np.array_equal(one, other):
        return ALL, ALL
    if len(one) < len(other):
        there, here = intersect_sorted(other, one)
        return here, there
    places = one.searchsorted(other)
    places[places == len(one)] = 0
    met = one[places] == other
    return places[met], np.flatnonzero(met)


class OfArrays:
    """What is nothing but arrays, and others that are: it can be laid down in a file, and be taken up from there."""

    ARRAYS, PARTS = (), {}  # names; name -> class

    def arrays(self):
        """All of it by name, for `of_arrays` in another process."""
        own = {name: getattr(self, name) for name in self.ARRAYS}
        parts = ((part, getattr(self, part).arrays()) for part in self.PARTS)
        return own | {f"{part}.{name}": array for part, arrays in parts for name, array in arrays.items()}

    @classmethod
    def of_arrays(cls, arrays):
        made = cls.__new__(cls)
        for name in cls.ARRAYS:
            setattr(made, name, arrays[name])
        for part, kind in cls.PARTS.items():
            own = [name for name in arrays if name.startswith(f"{part}.")]
            setattr(made, part, kind.of_arrays({name.removeprefix(f"{part}."): arrays[name] for name in own}))
        made.begin()
        return made

    def begin(self):
        """What it has beside its arrays."""


class Texts(OfArrays):
    """Many short texts of bytes, without an object each."""

    ARRAYS = ("ends", "letters")

    def __init__(self, texts):
        self.ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
        self.letters = np.frombuffer(b"".join(texts), dtype=np.uint8)

    def __len__(self):
        return len(self.ends)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return self._several(*place.indices(len(self))[:2])
        return self.letters[self.ends[place - 1] if place else 0 : self.ends[place]].tobytes()

    def _several(self, start, end):
        """Faster than one by one."""
        begin = int(self.ends[start - 1]) if start else 0
        ends = (self.ends[start:end] - begin).tolist()
        all_of_them = self.letters[begin : begin + ends[-1] if ends else begin].tobytes()
        return [all_of_them[one:other] for one, other in zip([0, *ends], ends, strict=False)]


class SortedTexts(Texts):
    """The same in ascending order."""

    def place_of(self, text):
        """How many of them come before `text`."""
        return bisect_left(self, text)
