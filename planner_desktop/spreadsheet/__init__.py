"""A draft as a workbook: a sheet for each kind of record, filled in with Excel, and taken back into the draft."""
