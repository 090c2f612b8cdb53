"""The curators' first page: what waits, one's own work, and the lists by what they are for."""
