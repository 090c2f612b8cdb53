"""The catalogue: what every kind of entry has in common, from its table to its pages."""
