"""The strategy office's side: the bundles of all agencies received, held in one collection, and asked of together."""
