"""Finding and replacing over the whole draft."""
