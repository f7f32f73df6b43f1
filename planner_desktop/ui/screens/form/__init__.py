"""The fields of one record, one under another."""
