"""A plan as a whole: begun, read from and written as JSON, moved to another edition."""
