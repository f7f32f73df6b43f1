"""What is read of Word documents."""
