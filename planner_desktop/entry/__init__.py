"""What is typed, picked or pasted on its way into a draft: what it means and brings along, and why it is refused."""
