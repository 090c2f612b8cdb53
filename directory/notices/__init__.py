"""Notices: what staff are told by email, as each of them chose. It hears what the rooms below say and adds nothing.

In: signals, and what waits on the desk. Out: emails in the queue of `correspondence`, with links and no words of
readers.
"""
