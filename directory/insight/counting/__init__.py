"""Counting what is used: how often, and never by whom.

In: each answered request (`usage_middleware`). Out: numbers of the day (`usage_counter`), and how often entries were
opened lately (`recent_use`), which puts lists in order.
"""
