"""Open Referral (HSDS 3.0, the UK profile too): the services of a feed or file, as rows of organisations.

In: JSON, from a file or an https address. Out: a table in our columns, with what has no place in them listed.
"""
