"""Who to call in an incident.

In: what has happened, how old both children are, danger, and where the child lives. No answer is kept. Out: steps in
their order. The rules say which needs there are; curators say who stands in each.
"""
