"""Databases as a whole: how each kind is read at one moment, how it is replaced, and where a restore is tried.

`kind.database()` is the module of the site's kind: `snapshot`, `size`, `replace` and `scratch` are in both.
"""
