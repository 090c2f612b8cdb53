"""Exchange: entries out to spreadsheets, in from lists and feeds that people have, and the starter content."""
