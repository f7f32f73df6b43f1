"""Thai text, numbers, money and dates: thin wrappers round libraries, shared by the screen, the checks and the PDF."""
