"""Subscriptions: what readers asked to be told by email, without an account, and the messages that tell them.

In: an address whose owner confirmed it. Out: emails in the queue of `correspondence`. Who stops is forgotten.
"""
