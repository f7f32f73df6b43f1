"""A plan as a file among others: how it is begun, which were opened last, and what it can be exported to."""
