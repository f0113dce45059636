"""What a sealed file proves, asked of its bytes alone: no network, no account, no database."""
