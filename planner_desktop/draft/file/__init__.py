"""The draft as a file: how it is made, opened, locked, sealed, repaired and brought to today's format."""
