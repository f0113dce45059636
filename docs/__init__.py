"""The guide, and what turns it into pages. Not part of the package."""
