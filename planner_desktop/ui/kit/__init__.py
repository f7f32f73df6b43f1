"""What every window is made of and no draft is needed for: look, colours, lines, lists, sheets, work in threads."""
