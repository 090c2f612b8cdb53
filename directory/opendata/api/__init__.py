"""What other systems read as JSON: `/api/v1/`, and what every open address has in common (`open_view`).

In: the question in an address. Out: JSON, or `{"detail": ...}` in plain words. Nothing is kept of what was asked.
"""
