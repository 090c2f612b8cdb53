"""What is told of people: what an adult has done to a child, and whether a life is at risk.

In: the words of a query. Out: yes or no, and the topics that this leaves.
"""
