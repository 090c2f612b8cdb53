"""Outages: what readers and staff are told while the database cannot answer, and pages that were kept for then.

In: a request that failed for the database. Out: a page kept from good times, or one that says truthfully what is
known and who to call. Nothing here may need the database.
"""
