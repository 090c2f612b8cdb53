"""Help in easy words and pictures, for children, and for adults who read better so.

In: the contacts of the needs, which curators decide. Out: the same help as on the pages in more words.
"""
