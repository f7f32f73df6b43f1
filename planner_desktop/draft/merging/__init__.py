"""What two sides made of one plan becomes one, per record and field, and what only a person can decide is asked."""
