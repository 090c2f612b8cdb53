"""A rewrite of what readers can see: prepared, reviewed and approved beside it, then swapped in as one version."""
