"""A copy of what readers can see, in a file on the disk of each machine, for when the database cannot answer.

In: the tables that public pages are made of, without what only staff may see. Out: an SQLite file with the same
tables, which stands in for the database while a page is made. What is not in it cannot be answered from it.
"""
