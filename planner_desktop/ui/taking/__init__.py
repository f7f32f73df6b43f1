"""A workbook that was filled in comes back into its draft, in the window."""
