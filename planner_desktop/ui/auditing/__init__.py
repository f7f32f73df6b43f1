"""Plans made elsewhere: dropped on a window, audited, and what was found shown."""
