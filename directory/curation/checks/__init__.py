"""Checking the facts of one entry after the other."""
