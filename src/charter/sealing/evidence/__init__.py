"""The chain of evidence: what happened in an engagement, link by link, and how it is held against the files."""
