"""What is done, what is not, and how that changes."""
