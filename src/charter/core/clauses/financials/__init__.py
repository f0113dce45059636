"""What it costs and how it is paid."""
