"""The audit of a plan that is printed or written elsewhere: what only a printed plan can get wrong, with its places."""
