"""A list of lessons with dates, for one class: what each covers, and what none of them does.

In: a list, and the class and dates that its owner gives. Out: the plan as a page, for paper and as a calendar.
"""
