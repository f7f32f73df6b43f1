"""Parts of a plan in the window: handed out to divisions, filled there, given back and taken."""
