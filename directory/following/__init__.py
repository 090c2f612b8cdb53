"""Following: what is national in another bank comes to curators as proposals, from the files that it publishes.

In: the JSON lines of another bank (`opendata.bulk` makes them; nothing else of it is known here). Out: proposals,
and what a curator accepts of them: a draft, or changed fields. What a curator wrote is changed by a curator only.
"""
