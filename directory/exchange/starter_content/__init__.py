"""The starter content: read, checked, then loaded: all of it or nothing, and never over curators' work."""
