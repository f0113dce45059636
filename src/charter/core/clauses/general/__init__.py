"""What every agreement needs."""
