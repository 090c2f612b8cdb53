"""Calendar files, and what everything that stands in a calendar has in common. It knows nothing else of ours."""
