"""What merges ask, in the window."""
