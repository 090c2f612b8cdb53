"""What to do and who to call for one topic: the box above a search's results, and the incident sheet.

In: a topic, and what is known of ages and home. Out: the first steps of its hub beside the contacts of the rules.
"""
