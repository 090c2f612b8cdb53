"""What is done to an entry, whatever its kind. Each action is whole or not at all; the history says who did it."""
