"""Fetching: asking an address on the web what it answers, and never anything inside a private network.

In: an address that somebody typed. Out: what came of asking it, as plain values. It knows nothing else of ours.
"""
