"""What is in a draft: its records and what is asked of them, and what stands beside them."""
