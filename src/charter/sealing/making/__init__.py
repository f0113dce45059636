"""Keys, seals and timestamps: what is written into a file so that it proves itself."""
