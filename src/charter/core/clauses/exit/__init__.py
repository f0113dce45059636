"""How it ends."""
