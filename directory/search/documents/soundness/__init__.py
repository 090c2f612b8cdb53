"""Derived data can be thrown away at any moment: what is damaged, missing or of another version is made anew.

In: rows as they lie in the database. Out: which of them may be used (`seals`), those that may not made again from
their entries (`mending`, and at night `tidying`), and which edition the database is at (`editions`). `words` keeps
the terms that rows name.
"""
