"""Safeguarding information."""
