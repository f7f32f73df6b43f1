"""What was: each change, undo and redo, versions, backups, and what differs between two states."""
