"""The plan's pages beside its form: made in a thread after every edit, looked at, clicked on, printed."""
