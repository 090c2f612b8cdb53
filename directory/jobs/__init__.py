"""Jobs: what the site does without anybody asking, as one list, and the worker that does it.

In: the clock. Out: each job run by itself, and noted for the desk. It only calls what the rooms below offer.
"""
