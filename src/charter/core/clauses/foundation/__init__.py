"""Who, why, and how much of one another."""
