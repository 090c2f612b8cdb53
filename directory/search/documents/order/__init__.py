"""The order of lists that no words put in order: what of it is kept in each document.

In: what an entry says of itself, and what rooms above the search know of it (`known_above`). Out: one whole number
for each entry, its standing, and the day that a change in guidance came into force.
"""
