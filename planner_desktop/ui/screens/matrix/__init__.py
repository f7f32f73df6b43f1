"""Links between two kinds of record as a table to tick."""
