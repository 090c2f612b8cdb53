"""Reading what another bank publishes: its list of files, each file, each line. All of it is somebody else's word.

In: an address. Out: `Published` entries whose every value has been looked at, or `UnreadableError`, which says why.
"""
