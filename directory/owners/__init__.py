"""Owners: an organisation says itself whether what we say of it is right, by a link that was sent to it.

In: who answers for an entry, and what they answer. Out: a check in the entry's history, or a change that a curator
accepts. Addresses stay here: no record, export or page of readers holds one.
"""
