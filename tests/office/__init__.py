"""What another office program makes of the files that this one writes. `make test-office` runs it."""
