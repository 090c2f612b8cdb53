"""Correspondence: email that leaves, kept in a queue until it has, and links that stand in for an account.

In: a template, whom it is for and a key that names the message. Out: one email, once. It knows no entry.
"""
