"""The pure heart of Charter: no clock, no network, no disk but its own data files."""
