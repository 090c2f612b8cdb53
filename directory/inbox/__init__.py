"""Inbox: what readers send without an account, the limits on it, and what becomes of it."""
