"""A plan that comes from a word processor: recognised by what its edition prints, and made a draft, with a report."""
