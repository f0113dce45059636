"""What the law says, as dated facts with their sources; one TOML file per jurisdiction."""
