"""Exchange: entries out to spreadsheets and in from them, and the starter content."""
