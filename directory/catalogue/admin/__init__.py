"""The curators' side of an entry, whatever its kind."""
