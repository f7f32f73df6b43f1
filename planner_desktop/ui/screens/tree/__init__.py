"""Records with those that stand under them as a tree."""
