class BoundedCache(dict):
    """What was made once, for the next time; all of it is forgotten when there are more than `most`.

    Simpler than knowing what was used last, and safe between threads: what is gone is made again.
    """

    def __init__(self, most):
        super().__init__()
        self.most = most

    def __setitem__(self, key, value):
        if len(self) >= self.most:
            self.clear()
        super().__setitem__(key, value)


class CacheOfNow:
    """What was made of one version of something; with another version, all that was made before is forgotten.

    A version that nobody asks for any more would else stay in memory until there is too much.
    """

    def __init__(self, most):
        self.most, self._now = most, (None, {})

    def __len__(self):
        return len(self._now[1])

    def get(self, version, key):
        made_of, made = self._now
        return made.get(key) if made_of == version else None

    def keep(self, version, key, value):
        made_of, made = self._now
        if made_of != version:
            made = BoundedCache(self.most)
            self._now = (version, made)
        made[key] = value
