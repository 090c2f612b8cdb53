"""What each column of a table means: a cell to a value of a record, and back."""
