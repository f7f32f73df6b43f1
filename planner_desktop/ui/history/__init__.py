"""What becomes of a draft over time: opening, backups, versions, comparing, other editions."""
