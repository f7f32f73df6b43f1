"""What the window does so that nothing is lost: typing, history, backups, versions, other editions."""
