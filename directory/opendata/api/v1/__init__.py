"""The plain JSON API at `/api/v1/`: everything that readers can see, asked for as on the search page.

In: an address. Out: plain values. Each view says in its own attributes what the description of the API says of it.
"""
