"""The demo: the workspaces of the examples, seeded through the actions that people use, on clocks that stand."""
