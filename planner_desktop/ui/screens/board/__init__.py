"""Records as cards in boxes."""
