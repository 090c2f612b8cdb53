"""What the bank tells the world of an entry: one list of public fields for each kind.

In: published entries. Out: the same as plain values that JSON can hold, and what each field is called and means. The
JSON API, the bulk files and their descriptions are made from these lists, and from nothing else. What is public is
what the public page of an entry shows; `not_public` says of all else why it is not.
"""
