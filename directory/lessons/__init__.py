"""The lesson finder: what there is to teach with, by topic, year and need. The index gives every number."""
