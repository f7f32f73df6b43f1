"""Parts of a plan on their way to divisions and back."""
