"""What readers see of the search.

In: the query string of a request (`filters` makes it valid criteria, or says plainly what is wrong). Out: the search
page, cards, suggestions, and for other apps `my_setting` and `result_lists`. No other room of the search knows it.
"""
