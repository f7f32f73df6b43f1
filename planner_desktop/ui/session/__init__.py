"""The draft in use: its session, what is typed and refused, where the officer is, long edits."""
