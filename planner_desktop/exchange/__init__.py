"""What comes from and goes to spreadsheets and word processors: grids of cells and running text."""
