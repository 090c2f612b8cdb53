"""Files that people have, to tables and back: what a CSV file or a workbook holds, whatever made it."""
