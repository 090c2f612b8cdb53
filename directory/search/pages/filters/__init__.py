"""From a query string to a valid question, or to plain words about what is wrong with it.

In: the parameters of an address. Out: `filterset.EntryFilterSet`, with its problems, its meaning and its criteria.
"""
