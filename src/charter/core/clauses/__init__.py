"""The clauses: one module and one text each, by part. A clause never imports a sibling."""
