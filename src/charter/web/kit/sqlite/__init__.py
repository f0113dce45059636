"""SQLite as Django has it, but that whoever wants to write comes in turn: see `base`."""
