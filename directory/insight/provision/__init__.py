"""The provision map: what there is on each topic for whom, what is missing, and what would fill it.

In: a layer, one or two axes and the reader's setting. Out: cells, each with the number of a search and its address
(`provision_map`); what is near an empty cell (`gap`); and how many were empty a year ago (`changes`).
"""
