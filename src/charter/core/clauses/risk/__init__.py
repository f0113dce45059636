"""Who bears what."""
