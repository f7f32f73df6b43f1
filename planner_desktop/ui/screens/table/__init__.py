"""Tables like those of a spreadsheet: records as rows."""
