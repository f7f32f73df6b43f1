"""What a browser makes of the page in a bundle: `make test-browser` runs it."""
