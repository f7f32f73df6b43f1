"""Workbooks of spreadsheets (.xlsx, .xls, .ods), read into sheets of cells."""
