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
